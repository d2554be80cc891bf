// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import java.util.Arrays;

/**
 * Judges hosts one after the other: the blocks of a host's VMs are added up in an accumulator that stays in the
 * first-level cache, and only where that is ever above what is usable the same blocks, now cached, are read again for each
 * VM's share. Owns its accumulators: one for each thread, used again and again.
 */
final class HostSweep {

    private final int steps;
    private final int count;
    private final int block;
    private final int[] load;
    private final int[] exceeded;
    private final long[] unserved;
    /** The cells of the block that are contended, step after step, with the share of demand that is missing there. */
    private final int[] cells;

    private final float[] missing;
    private final int[] cellsEnd;

    HostSweep(ScenarioColumns shape) {
        this.steps = shape.steps();
        this.count = shape.scenarios();
        this.block = shape.blockLength();
        this.load = new int[block];
        this.exceeded = new int[steps];
        this.unserved = new long[steps];
        this.cells = new int[block];
        this.missing = new float[block];
        this.cellsEnd = new int[steps];
    }

    /**
     * Fills the columns of the hosts from {@code first} to before {@code end}, and of their VMs. A host that was not short
     * when the same placement was judged before has nothing but zeros there, which need not be written again.
     */
    void judge(PlacedDemand demand, int first, int end, ContentionColumns out) {
        int resources = demand.resources();
        for (int h = first; h < end; h++) {
            boolean isShort = false;
            for (int r = 0; r < resources; r++) {
                sumUp(demand, r, h);
                int usable = demand.usable(h, r);
                int place = (h * resources + r) * steps;
                if (ShortfallKernel.isAnyAbove(load, usable)) {
                    isShort = true;
                    judge(usable, out, place);
                    shareOut(demand, r, h, out);
                } else if (out.isShort()[h]) {
                    clear(r, demand.vms(), h, out);
                }
            }
            out.isShort()[h] = isShort;
        }
    }

    private void sumUp(PlacedDemand demand, int resource, int host) {
        int[] column = demand.scenarios().column(resource);
        Arrays.fill(load, 0);
        for (int place = demand.vms().begin(host); place < demand.vms().begin(host + 1); place++) {
            ShortfallKernel.accumulate(load, column, demand.block(place));
        }
    }

    private void judge(int usable, ContentionColumns out, int place) {
        ShortfallKernel.judge(load, 0, usable, count, steps, exceeded, unserved, 0);
        int found = 0;
        for (int t = 0; t < steps; t++) {
            out.probability()[place + t] = (float) exceeded[t] / count;
            out.shortfall()[place + t] = 0;
            if (exceeded[t] > 0) {
                out.shortfall()[place + t] =
                        (float) ((double) unserved[t] / ShortfallKernel.sum(load, t * count, count));
                found = findContended(t * count, usable, found);
            }
            cellsEnd[t] = found;
        }
    }

    /** Lists the cells of a step in which the load is too high, after those that were found before. */
    private int findContended(int begin, int usable, int found) {
        int next = found;
        for (int i = begin; i < begin + count; i++) {
            // Written always and kept only where the load is too high, which needs no branch to be guessed.
            cells[next] = i;
            next += (usable - load[i]) >>> 31;
        }
        for (int i = found; i < next; i++) {
            missing[i] = (float) (load[cells[i]] - usable) / load[cells[i]];
        }
        return next;
    }

    private void shareOut(PlacedDemand demand, int resource, int host, ContentionColumns out) {
        ScenarioColumns scenarios = demand.scenarios();
        VmsByHost vms = demand.vms();
        int[] column = scenarios.column(resource);
        float[] vmShortfall = out.vmShortfall();
        for (int place = vms.begin(host); place < vms.begin(host + 1); place++) {
            int vm = vms.vm(place);
            int offset = demand.block(place);
            int at = (vm * demand.resources() + resource) * steps;
            int next = 0;
            for (int t = 0; t < steps; t++) {
                int end = cellsEnd[t];
                vmShortfall[at + t] = next < end
                        ? lost(column, offset, next, end) / Math.max(1, scenarios.total(vm, resource, t))
                        : 0;
                next = end;
            }
        }
    }

    /** Four sums side by side, as one would have to wait for each addition. */
    private float lost(int[] column, int offset, int first, int end) {
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = first;
        for (; i + 3 < end; i += 4) {
            one += column[offset + cells[i]] * missing[i];
            two += column[offset + cells[i + 1]] * missing[i + 1];
            three += column[offset + cells[i + 2]] * missing[i + 2];
            four += column[offset + cells[i + 3]] * missing[i + 3];
        }
        for (; i < end; i++) {
            one += column[offset + cells[i]] * missing[i];
        }
        return one + two + (three + four);
    }

    private void clear(int resource, VmsByHost vms, int host, ContentionColumns out) {
        int resources = out.resources();
        int at = (host * resources + resource) * steps;
        Arrays.fill(out.probability(), at, at + steps, 0);
        Arrays.fill(out.shortfall(), at, at + steps, 0);
        for (int place = vms.begin(host); place < vms.begin(host + 1); place++) {
            int vmAt = (vms.vm(place) * resources + resource) * steps;
            Arrays.fill(out.vmShortfall(), vmAt, vmAt + steps, 0);
        }
    }
}
