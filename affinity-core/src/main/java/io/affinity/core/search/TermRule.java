// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.stream.IntStream;

/** A term of the user's as a rule of the search. A term is asked about VMs that are nowhere, so the VM is taken from its host first. */
final class TermRule implements GroupRule {

    private final TermState state;
    private final int[] members;
    private final int[] hostByMember;

    private TermRule(TermState state, int[] members, int[] hostByMember) {
        this.state = state;
        this.members = members;
        this.hostByMember = hostByMember;
    }

    static GroupRule.Beginning of(PlacementTerm term, PlacementProblem problem) {
        return hostByVm -> {
            TermState state = term.begin(problem);
            int[] members =
                    IntStream.range(0, hostByVm.length).filter(state::concerns).toArray();
            TermRule rule = new TermRule(
                    state,
                    members,
                    IntStream.of(members).map(problem.fleet()::hostIndexOf).toArray());
            for (int m = 0; m < members.length; m++) {
                if (hostByVm[members[m]] != rule.hostByMember[m]) {
                    rule.move(m, hostByVm[members[m]]);
                }
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return state.total();
    }

    @Override
    public double totalIf(int member, int host) {
        int vm = members[member];
        state.move(vm, NOWHERE);
        double total = state.totalIf(vm, host);
        state.move(vm, hostByMember[member]);
        return total;
    }

    @Override
    public void move(int member, int host) {
        state.move(members[member], host);
        hostByMember[member] = host;
    }

    @Override
    public double relief(int member) {
        return state.relief(members[member]);
    }

    @Override
    public int[] members() {
        return members;
    }
}
