// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What it costs to migrate particular VMs, beside what any migration costs: the process move cost of the ROADEF/EURO Challenge 2012
 * (problem statement, section 3.3). The amount is how many of them are migrated. Immutable and thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each of the VMs that is migrated; if hard, none of them is
 * @param vms at least one
 */
public record MigrationCostTerm(String name, Strength strength, Set<VmId> vms) implements MigrationTerm {

    /** @throws IllegalArgumentException if the name is not legal, or no VM is named */
    public MigrationCostTerm {
        TermName.require(name);
        vms = TermMembers.copy(vms);
        if (vms.isEmpty()) {
            throw new IllegalArgumentException("The VMs of term " + name + " must be at least one.");
        }
    }

    @Override
    public TermState begin(PlacementProblem problem, int[] hostByVm) {
        Fleet fleet = problem.fleet();
        BitSet named = new BitSet();
        IntStream.of(TermMembers.indexes(fleet, vms)).forEach(named::set);
        return new MigrationState((vm, host) -> 1, named, fleet.hostIndexByVm(), hostByVm);
    }
}
