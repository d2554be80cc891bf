// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a placement is worth, kept up to date move by move: broken rules first, then the cost. Made by Timefold. */
public final class TimefoldScore implements IncrementalScoreCalculator<TimefoldPlacement, HardSoftLongScore> {

    private @Nullable PeerProblem problem;
    private @Nullable LoadTally loads;
    private List<GroupTally> groups = List.of();
    private int[] first = new int[0];
    private int[] groupsOfVms = new int[0];
    private GroupTally.Broken broken = new GroupTally.Broken();
    private long outside;
    private long moveCost;
    private @Nullable MovedTally moved;

    /** For Timefold. */
    public TimefoldScore() {}

    @Override
    public void resetWorkingSolution(TimefoldPlacement placement) {
        PeerProblem whole = placement.problem();
        problem = whole;
        loads = new LoadTally(whole.loads(), whole.initial());
        broken = new GroupTally.Broken();
        groups = GroupTally.all(whole, broken);
        moved = new MovedTally(whole.groups());
        outside = 0;
        moveCost = 0;
        index(whole);
        for (TimefoldVm vm : placement.vms()) {
            enter(vm.getIndex(), hostOf(vm));
        }
    }

    /** The groups of VM {@code v} are at {@code first[v]} to {@code first[v + 1]} of one array. */
    private void index(PeerProblem whole) {
        first = new int[whole.initial().length + 1];
        whole.groups().forEach(group -> {
            for (int vm : group.members()) {
                first[vm + 1]++;
            }
        });
        for (int v = 1; v < first.length; v++) {
            first[v] += first[v - 1];
        }
        groupsOfVms = new int[first[first.length - 1]];
        int[] next = first.clone();
        for (int g = 0; g < whole.groups().size(); g++) {
            for (int vm : whole.groups().get(g).members()) {
                groupsOfVms[next[vm]++] = g;
            }
        }
    }

    private static int hostOf(Object vm) {
        return Objects.requireNonNull(((TimefoldVm) vm).getHost()).index();
    }

    private void enter(int vm, int host) {
        count(vm, host, 1);
    }

    private void leave(int vm, int host) {
        count(vm, host, -1);
    }

    private void count(int vm, int host, int sign) {
        PeerProblem whole = Objects.requireNonNull(problem);
        Objects.requireNonNull(loads).count(vm, host, sign);
        boolean isAway = host != whole.initial()[vm];
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            groups.get(groupsOfVms[i]).count(host, sign);
            if (isAway) {
                Objects.requireNonNull(moved).count(groupsOfVms[i], sign);
            }
        }
        outside += whole.fence().allows(vm, host) ? 0 : sign;
        moveCost += isAway ? sign * whole.moveCosts().of(vm, host) : 0;
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        leave(((TimefoldVm) entity).getIndex(), hostOf(entity));
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        enter(((TimefoldVm) entity).getIndex(), hostOf(entity));
    }

    @Override
    public void beforeEntityAdded(Object entity) {
        // All VMs are there from the beginning.
    }

    @Override
    public void afterEntityAdded(Object entity) {
        // All VMs are there from the beginning.
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        // All VMs stay.
    }

    @Override
    public void afterEntityRemoved(Object entity) {
        // All VMs stay.
    }

    @Override
    public HardSoftLongScore calculateScore() {
        LoadTally ofLoads = Objects.requireNonNull(loads);
        PeerProblem whole = Objects.requireNonNull(problem);
        long hard = ofLoads.excess() + outside + broken.count();
        long cost = ofLoads.cost()
                + moveCost
                + whole.groupMoveWeight() * Objects.requireNonNull(moved).most();
        return HardSoftLongScore.of(-hard, -cost);
    }
}
