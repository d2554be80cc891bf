// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.LoadCost;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of a resource on hosts when as many VMs of a given size were put there as have room: fragments that no VM of that size can
 * use, as in "VMR2L" (Ding and others, EuroSys 2025, section 2), on whole hosts. The amount is summed over the hosts that take VMs, in
 * cores, GiB, MB/s, or else the unit of the resource. A host that has the resource without limit, or of which it is not known what it
 * has, counts nothing, and so does a fleet without the resource. Immutable and thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each unit in a fragment; if hard, their sum must not grow
 * @param size of a VM, in the unit of each resource, above 0 and finite; resources that a fleet does not have are passed over
 * @param resource of which fragments are counted; one of those of the size
 */
public record FragmentTerm(String name, Strength strength, Map<Resource, Double> size, Resource resource, LoadKind kind)
        implements PlacementTerm {

    /** @throws IllegalArgumentException if the name or the size is not legal, or the size has none of the resource */
    public FragmentTerm {
        TermName.require(name);
        size = Collections.unmodifiableMap(new LinkedHashMap<>(size));
        if (!size.containsKey(resource)) {
            throw new IllegalArgumentException("The resource of term " + name + " (" + resource
                    + ") must be one of those of the size " + size.keySet() + ".");
        }
        size.forEach((each, amount) -> {
            if (!(amount > 0) || Double.isInfinite(amount)) {
                throw new IllegalArgumentException("The size of a VM in term " + name + " (" + amount + " of " + each
                        + ") must be above 0 and finite.");
            }
        });
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        Fleet fleet = problem.fleet();
        List<Resource> sized =
                size.keySet().stream().filter(fleet.resources()::contains).toList();
        int counted = sized.indexOf(resource);
        if (counted < 0) {
            return NoAmount.INSTANCE;
        }
        WholeColumns whole = WholeColumns.of(sized.stream()
                .map(each -> HostAmounts.of(problem, fleet.resources().indexOf(each), kind))
                .toList());
        return HostCostState.of(
                whole.columns(),
                new Leftover(whole.columns(), sizes(sized, whole), counted, whole.usefulRests(fleet, counted)),
                whole.quantum(counted) / ResourceUnit.size(resource),
                fleet.hostIndexByVm());
    }

    private long[] sizes(List<Resource> sized, WholeColumns whole) {
        long[] sizes = new long[sized.size()];
        for (int r = 0; r < sizes.length; r++) {
            double amount = size.getOrDefault(sized.get(r), 1.0);
            sizes[r] = Math.max(1, Math.round(amount / whole.quantum(r)));
        }
        return sizes;
    }

    /** What is left of one column of a host when whole VMs of a size have filled it. */
    private static final class Leftover implements LoadCost {

        /** Room that is short of a whole VM by less than 2<sup>-30</sup> of itself is short by what was rounded. */
        private static final int ROUNDING_BITS = 30;

        private final LoadColumns columns;
        private final long[] size;
        private final int counted;
        private final BitSet useful;

        Leftover(LoadColumns columns, long[] size, int counted, BitSet useful) {
            this.columns = columns;
            this.size = size;
            this.counted = counted;
            this.useful = useful;
        }

        @Override
        public double of(int host, long[] load) {
            long rest = columns.capacity(host, counted) - load[counted];
            if (!useful.get(host) || rest <= 0) {
                return 0;
            }
            long fitting = Long.MAX_VALUE;
            for (int r = 0; r < size.length; r++) {
                long free = Math.max(0, columns.capacity(host, r) - load[r]);
                fitting = Math.min(fitting, (free + (free >> ROUNDING_BITS)) / size[r]);
            }
            return Math.max(0, rest - fitting * size[counted]);
        }
    }
}
