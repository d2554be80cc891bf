// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.LargestGroupMove;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.TermState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many VMs of one group are migrated, of the group of which these are most: the service move cost of the ROADEF/EURO Challenge 2012
 * (problem statement, section 3.4). It spreads migrations over those who are disturbed by them. Immutable and thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for each VM of the group
 * @param groups the VMs of each; one that is in several is of the first of them. If there are none, the VMs of each tenant are a group
 */
public record GroupMoveTerm(String name, Strength strength, List<Set<VmId>> groups) implements MigrationTerm {

    private static final int NO_GROUP = -1;

    /** @throws IllegalArgumentException if the name is not legal */
    public GroupMoveTerm {
        TermName.require(name);
        groups = groups.stream().map(TermMembers::copy).toList();
    }

    /** {@return a term whose groups are the VMs of each tenant} */
    public static GroupMoveTerm ofTenants(String name, Strength strength) {
        return new GroupMoveTerm(name, strength, List.of());
    }

    @Override
    public TermState begin(PlacementProblem problem, int[] hostByVm) {
        Fleet fleet = problem.fleet();
        int[] groupByVm = groups.isEmpty() ? tenantByVm(fleet) : groupByVm(fleet);
        int count = Arrays.stream(groupByVm).max().orElse(NO_GROUP) + 1;
        return new RuleState(
                LargestGroupMove.of(groupByVm, count, fleet.hostIndexByVm()).begin(hostByVm), groupByVm.length);
    }

    private static int[] tenantByVm(Fleet fleet) {
        Map<Tenant, Integer> numbers = new HashMap<>();
        return fleet.vms().stream()
                .mapToInt(vm -> numbers.computeIfAbsent(vm.tenant(), tenant -> numbers.size()))
                .toArray();
    }

    private int[] groupByVm(Fleet fleet) {
        int[] groupByVm = new int[fleet.vms().size()];
        Arrays.fill(groupByVm, NO_GROUP);
        for (int group = groups.size() - 1; group >= 0; group--) {
            for (int vm : TermMembers.indexes(fleet, groups.get(group))) {
                groupByVm[vm] = group;
            }
        }
        return groupByVm;
    }
}
