// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import org.jspecify.annotations.Nullable;

/** A VM as Timefold moves it. */
@PlanningEntity
public final class TimefoldVm {

    @PlanningId
    private int index;

    @PlanningVariable
    private @Nullable TimefoldHost host;

    /** For Timefold, which fills in the rest. */
    public TimefoldVm() {}

    TimefoldVm(int index, TimefoldHost host) {
        this.index = index;
        this.host = host;
    }

    /** {@return which VM it is} */
    public int getIndex() {
        return index;
    }

    /** {@return where it is} */
    public @Nullable TimefoldHost getHost() {
        return host;
    }

    /** Puts it on a host. */
    public void setHost(@Nullable TimefoldHost newHost) {
        host = newHost;
    }
}
