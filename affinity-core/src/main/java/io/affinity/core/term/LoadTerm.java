// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.LoadAboveThreshold;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.List;

/**
 * So much for each unit by which the load of a host is above a share of what it has: the load cost of the ROADEF/EURO Challenge 2012
 * (problem statement, section 3.1). The amount is summed over hosts, in cores, GiB, MB/s, or else the unit of the resource. A host of
 * which it is not known what it has, or that has no limit, counts nothing, and so does a fleet without the resource. Immutable and
 * thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each unit; if hard, the sum of what is above must not grow
 * @param share of what a host has, 0 to 1000; above 1 it is of use with {@link LoadKind#DEMAND} where hosts are meant to be short
 */
public record LoadTerm(String name, Strength strength, Resource resource, double share, LoadKind kind)
        implements PlacementTerm {

    private static final double MOST_SHARE = 1000;

    /** @throws IllegalArgumentException if the name or the share is not legal */
    public LoadTerm {
        TermName.require(name);
        if (!(share >= 0 && share <= MOST_SHARE)) {
            throw new IllegalArgumentException(
                    "The share of term " + name + " (" + share + ") must be from 0 to " + MOST_SHARE + ".");
        }
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        if (!problem.fleet().resources().contains(resource)) {
            return NoAmount.INSTANCE;
        }
        int index = problem.fleet().resources().indexOf(resource);
        WholeColumns whole = WholeColumns.of(List.of(HostAmounts.of(problem, index, kind)));
        long[] thresholds = new long[problem.fleet().hosts().size()];
        for (int host = 0; host < thresholds.length; host++) {
            long has = whole.columns().capacity(host, 0);
            boolean isKnown = has > 0 && !whole.isUnlimited(host, 0);
            thresholds[host] = isKnown ? Math.round(share * has) : Long.MAX_VALUE;
        }
        return HostCostState.ofExcess(
                whole.columns(),
                new LoadAboveThreshold(new long[] {1}, thresholds),
                whole.quantum(0) / ResourceUnit.size(resource),
                problem.fleet().hostIndexByVm());
    }
}
