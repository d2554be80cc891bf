// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A placement as Timefold plans it: all VMs have a host from the beginning. */
@PlanningSolution
public final class TimefoldPlacement {

    @ProblemFactProperty
    private @Nullable PeerProblem problem;

    @ValueRangeProvider
    private List<TimefoldHost> hosts = new ArrayList<>();

    @PlanningEntityCollectionProperty
    private List<TimefoldVm> vms = new ArrayList<>();

    /** Written and read by Timefold alone. */
    @PlanningScore
    @SuppressWarnings("UnusedVariable")
    private @Nullable HardSoftLongScore score;

    /** For Timefold, which fills in the rest. */
    public TimefoldPlacement() {}

    TimefoldPlacement(PeerProblem problem) {
        this.problem = problem;
        hosts = IntStream.range(0, problem.loads().hosts())
                .mapToObj(TimefoldHost::new)
                .toList();
        vms = new ArrayList<>();
        for (int v = 0; v < problem.initial().length; v++) {
            vms.add(new TimefoldVm(v, hosts.get(problem.initial()[v])));
        }
    }

    PeerProblem problem() {
        return Objects.requireNonNull(problem);
    }

    List<TimefoldVm> vms() {
        return vms;
    }

    /** {@return the host of each VM} */
    int[] hostByVm() {
        int[] hostByVm = new int[vms.size()];
        for (TimefoldVm vm : vms) {
            hostByVm[vm.getIndex()] = Objects.requireNonNull(vm.getHost()).index();
        }
        return hostByVm;
    }
}
