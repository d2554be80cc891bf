// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.placement.TermState;
import java.util.Arrays;

/** A rule of a reassignment as a term, which is asked by VM and not by the places of members. Belongs to one thread. */
final class RuleState implements TermState {

    private static final int NO_MEMBER = -1;

    private final GroupRule rule;
    private final int[] placeByVm;

    /** @param vms how many there are */
    RuleState(GroupRule rule, int vms) {
        this.rule = rule;
        placeByVm = new int[vms];
        Arrays.fill(placeByVm, NO_MEMBER);
        int[] members = rule.members();
        for (int place = 0; place < members.length; place++) {
            placeByVm[members[place]] = place;
        }
    }

    @Override
    public double total() {
        return rule.total();
    }

    @Override
    public double totalIf(int vm, int host) {
        return concerns(vm) ? rule.totalIf(placeByVm[vm], host) : rule.total();
    }

    @Override
    public void move(int vm, int host) {
        if (concerns(vm)) {
            rule.move(placeByVm[vm], host);
        }
    }

    @Override
    public double relief(int vm) {
        return concerns(vm) ? rule.relief(placeByVm[vm]) : 0;
    }

    @Override
    public boolean concerns(int vm) {
        return placeByVm[vm] != NO_MEMBER;
    }
}
