// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.UnbalancedRest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;
import java.util.List;

/**
 * What is left of one resource is of no use without {@code ratio} times as much of another: so much for each unit of the other that is
 * missing beside it. The balance cost of the ROADEF/EURO Challenge 2012 (problem statement, section 3.2). The amount is summed over the
 * hosts that take VMs, in cores, GiB, MB/s, or else the unit of the other resource. A host that has the first without limit, or of which
 * it is not known what it has, counts nothing, and so does a fleet without one of the two. Immutable and thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each unit that is missing; if hard, that must not grow
 * @param first of which what is left is wanted to be of use
 * @param second that is needed beside it
 * @param ratio units of the second for one of the first, in cores, GiB, MB/s, or else their own; above 0, at most 1e9
 */
public record BalanceTerm(String name, Strength strength, Resource first, Resource second, double ratio, LoadKind kind)
        implements PlacementTerm {

    private static final double MOST_RATIO = 1e9;

    /** @throws IllegalArgumentException if the name or the ratio is not legal, or both resources are the same */
    public BalanceTerm {
        TermName.require(name);
        if (!(ratio > 0 && ratio <= MOST_RATIO)) {
            throw new IllegalArgumentException(
                    "The ratio of term " + name + " (" + ratio + ") must be above 0 and at most " + MOST_RATIO + ".");
        }
        if (first.equals(second)) {
            throw new IllegalArgumentException(
                    "The two resources of term " + name + " (" + first + ") must not be the same.");
        }
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        Fleet fleet = problem.fleet();
        if (!fleet.resources().contains(first) || !fleet.resources().contains(second)) {
            return NoAmount.INSTANCE;
        }
        WholeColumns whole = rests(problem);
        UnbalancedRest rest = new UnbalancedRest(whole.columns(), 0, 1, 1, 1);
        BitSet useful = whole.usefulRests(fleet, 0);
        return HostCostState.of(
                whole.columns(),
                (host, load) -> useful.get(host) ? rest.of(host, load) : 0,
                whole.quantum(0),
                fleet.hostIndexByVm());
    }

    /** Both in units of the second, so that one is as much as the other. */
    private WholeColumns rests(PlacementProblem problem) {
        ResourceSet resources = problem.fleet().resources();
        return WholeColumns.alike(List.of(
                HostAmounts.of(problem, resources.indexOf(first), kind).times(ratio / ResourceUnit.size(first)),
                HostAmounts.of(problem, resources.indexOf(second), kind).times(1 / ResourceUnit.size(second))));
    }
}
