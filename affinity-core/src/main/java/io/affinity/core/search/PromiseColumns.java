// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.spi.model.Fleet;

/**
 * What hosts may promise and VMs are promised, in whole quanta, so small that the sum of all still fits in a long: sums are exact, and the
 * rounding is below 2^-58 of all promises. A host that may promise without limit may promise more than all.
 */
final class PromiseColumns {

    private static final double ALL_QUANTA = 0x1p58;
    private static final double ROUNDING = 1e-12;

    private PromiseColumns() {}

    static LoadColumns of(Fleet fleet) {
        int resources = fleet.resources().size();
        long[] need = new long[fleet.vms().size() * resources];
        long[] capacity = new long[fleet.hosts().size() * resources];
        for (int r = 0; r < resources; r++) {
            double quantum = quantum(fleet, r);
            for (int v = 0; v < fleet.vms().size(); v++) {
                need[v * resources + r] =
                        Math.round(fleet.vms().get(v).allocation().value(r) / quantum);
            }
            for (int h = 0; h < fleet.hosts().size(); h++) {
                double limit = fleet.hosts().get(h).allocationLimit(r) / quantum;
                capacity[h * resources + r] =
                        limit < ALL_QUANTA ? (long) Math.floor(limit * (1 + ROUNDING)) : 2 * (long) ALL_QUANTA;
            }
        }
        return LoadColumns.of(need, capacity, new boolean[resources]);
    }

    private static double quantum(Fleet fleet, int resource) {
        double total = fleet.vms().stream()
                .mapToDouble(vm -> vm.allocation().value(resource))
                .sum();
        return total > 0 ? Math.scalb(1.0, Math.getExponent(total / ALL_QUANTA) + 1) : 1;
    }
}
