// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.DomainDependency;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where one of some VMs runs, one of others runs in the same fault domain: the dependency of the ROADEF/EURO Challenge 2012 (problem
 * statement, section 2.5). The amount is how many miss the others. A VM that is among the others itself misses nobody. Immutable and
 * thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each VM that misses the others; if hard, no more may miss them than do
 * @param vms that need one of the others; at least one
 * @param needs the others; at least one
 * @param level of the fault domain
 */
public record DependencyTerm(String name, Strength strength, Set<VmId> vms, Set<VmId> needs, TopologyLevel level)
        implements PlacementTerm {

    /** @throws IllegalArgumentException if the name is not legal, or no VMs are named on one side */
    public DependencyTerm {
        TermName.require(name);
        vms = TermMembers.copy(vms);
        needs = TermMembers.copy(needs);
        if (vms.isEmpty() || needs.isEmpty()) {
            throw new IllegalArgumentException("The VMs of term " + name + " " + vms + " and those that they need "
                    + needs + " must be at least one each.");
        }
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        Fleet fleet = problem.fleet();
        Set<VmId> dependent = new LinkedHashSet<>(vms);
        dependent.removeAll(needs);
        HostDomains domains = HostDomains.of(fleet, level);
        return new RuleState(
                DomainDependency.of(
                                TermMembers.indexes(fleet, dependent),
                                TermMembers.indexes(fleet, needs),
                                domains.byHost(),
                                domains.count())
                        .begin(fleet.hostIndexByVm()),
                fleet.vms().size());
    }
}
