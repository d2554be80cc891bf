package io.affinity.core.placement;

import io.affinity.spi.model.Fleet;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The allocation of the most loaded hosts fits into the free allocation of the others. A question takes time of the group
 * of hosts, and is asked only for resources whose allocation is limited.
 */
final class FailoverRule implements Rule {

    private final Fleet fleet;
    private final int[] hosts;
    private final int hostFailures;
    private final int[] hostByVm;
    private final double[][] allocated;
    private final double[] highestLoads;
    private final double[] theirFree;

    FailoverRule(Fleet fleet, BitSet hosts, int hostFailures) {
        this.fleet = fleet;
        this.hosts = hosts.stream().toArray();
        this.hostFailures = Math.min(hostFailures, this.hosts.length);
        this.hostByVm = new int[fleet.vms().size()];
        this.allocated = new double[fleet.resources().size()][fleet.hosts().size()];
        this.highestLoads = new double[this.hostFailures];
        this.theirFree = new double[this.hostFailures];
        Arrays.fill(hostByVm, -1);
        for (int vm = 0; vm < hostByVm.length; vm++) {
            move(vm, fleet.hostIndexOf(vm));
        }
    }

    @Override
    public double violation() {
        return violation(-1, -1, -1);
    }

    @Override
    public double violationIf(int vm, int to) {
        return violation(vm, hostByVm[vm], to);
    }

    private double violation(int vm, int from, int to) {
        double violation = 0;
        for (int r = 0; r < allocated.length; r++) {
            violation += violation(r, vm, from, to);
        }
        return violation;
    }

    private double violation(int resource, int vm, int from, int to) {
        double moved = vm < 0 ? 0 : fleet.vms().get(vm).allocation().value(resource);
        double limits = 0;
        double freeOfAll = 0;
        Arrays.fill(highestLoads, 0);
        Arrays.fill(theirFree, 0);
        for (int host : hosts) {
            double limit = fleet.hosts().get(host).allocationLimit(resource);
            if (Double.isInfinite(limit)) {
                return 0;
            }
            double load = allocated[resource][host] + (host == to ? moved : 0) - (host == from ? moved : 0);
            double free = Math.max(0, limit - load);
            limits += limit;
            freeOfAll += free;
            remember(load, free);
        }
        double need = 0;
        for (int i = 0; i < hostFailures; i++) {
            need += highestLoads[i] + theirFree[i];
        }
        return Math.max(0, need - freeOfAll) * hosts.length / limits;
    }

    /** Keeps the highest loads so far, highest first, each with the free allocation that would be lost with its host. */
    private void remember(double load, double free) {
        int place = hostFailures;
        while (place > 0 && load > highestLoads[place - 1]) {
            place--;
        }
        if (place < hostFailures) {
            System.arraycopy(highestLoads, place, highestLoads, place + 1, hostFailures - place - 1);
            System.arraycopy(theirFree, place, theirFree, place + 1, hostFailures - place - 1);
            highestLoads[place] = load;
            theirFree[place] = free;
        }
    }

    @Override
    public void move(int vm, int to) {
        account(vm, hostByVm[vm], -1);
        account(vm, to, 1);
        hostByVm[vm] = to;
    }

    private void account(int vm, int host, int sign) {
        if (host >= 0) {
            for (int r = 0; r < allocated.length; r++) {
                allocated[r][host] += sign * fleet.vms().get(vm).allocation().value(r);
            }
        }
    }

    @Override
    public boolean concerns(int vm) {
        return true;
    }
}
