package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;

/** VMs within a distance of each other. Violation: pairs that are farther apart; a question takes time of the group. */
final class ProximityRule implements TermState {

    private final Fleet fleet;
    private final BitSet vms;
    private final int maxDistance;
    private final int[] hostByVm;
    private double violation;

    ProximityRule(Fleet fleet, BitSet vms, int maxDistance, int[] hostByVm) {
        this.fleet = fleet;
        this.vms = vms;
        this.maxDistance = maxDistance;
        this.hostByVm = hostByVm.clone();
        double twice =
                vms.stream().mapToDouble(vm -> farPairs(vm, hostByVm[vm])).sum();
        this.violation = twice / 2;
    }

    @Override
    public double total() {
        return violation;
    }

    @Override
    public double totalIf(int vm, int to) {
        return violation - farPairs(vm, hostByVm[vm]) + farPairs(vm, to);
    }

    @Override
    public void move(int vm, int to) {
        violation = totalIf(vm, to);
        hostByVm[vm] = to;
    }

    private double farPairs(int vm, int host) {
        if (host < 0) {
            return 0;
        }
        int far = 0;
        for (int other = vms.nextSetBit(0); other >= 0; other = vms.nextSetBit(other + 1)) {
            int otherHost = hostByVm[other];
            if (other != vm && otherHost >= 0 && otherHost != host) {
                int distance = fleet.topology()
                        .distance(fleet.hosts().get(host), fleet.hosts().get(otherHost));
                far += distance > maxDistance ? 1 : 0;
            }
        }
        return far;
    }

    @Override
    public boolean concerns(int vm) {
        return vms.get(vm);
    }
}
