package io.affinity.core.search;

import io.affinity.spi.placement.TermState;
import java.util.BitSet;

/** A rule by which some hosts are wrong for some VMs, whatever else runs there. Violation: VMs on wrong hosts. */
final class BadHostsRule implements TermState {

    private final BitSet vms;
    private final BitSet badHosts;
    private final BitSet misplaced = new BitSet();

    BadHostsRule(BitSet vms, BitSet badHosts, int[] hostByVm) {
        this.vms = vms;
        this.badHosts = badHosts;
        vms.stream().forEach(vm -> move(vm, hostByVm[vm]));
    }

    @Override
    public double total() {
        return misplaced.cardinality();
    }

    @Override
    public double totalIf(int vm, int to) {
        return total() - (misplaced.get(vm) ? 1 : 0) + (isBad(to) ? 1 : 0);
    }

    @Override
    public void move(int vm, int to) {
        misplaced.set(vm, isBad(to));
    }

    private boolean isBad(int host) {
        return host >= 0 && badHosts.get(host);
    }

    @Override
    public boolean concerns(int vm) {
        return vms.get(vm);
    }
}
