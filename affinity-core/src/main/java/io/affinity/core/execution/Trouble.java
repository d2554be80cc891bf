// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong about where a VM is, the worst first. */
public enum Trouble {
    /** Several hosts run it. */
    RUNS_TWICE,
    /** A host holds a second copy of it, without running it. */
    HELD,
    /** Hosts that may have it do not answer. */
    HOSTS_SILENT,
    /** No host runs it, as all say. */
    RUNS_NOWHERE,
    /** One host runs it, which had no part in the migration. */
    RUNS_ELSEWHERE,
    /** The hosts could not be asked. */
    NOT_ASKED;

    /** {@return whether there may be two copies of the VM, so that nothing must be done before a person has looked} */
    public boolean isSecondCopy() {
        return this == RUNS_TWICE || this == HELD;
    }

    static Trouble of(@Nullable ActualState state, Migration migration) {
        if (state == null) {
            return NOT_ASKED;
        } else if (state.activeOn().size() > 1) {
            return RUNS_TWICE;
        } else if (!state.pausedOn().isEmpty()) {
            return HELD;
        }
        Set<HostId> ends = Set.of(migration.source(), migration.target());
        boolean isHidden = state.activeOn().isEmpty()
                ? !state.unreachable().isEmpty()
                : !Collections.disjoint(state.unreachable(), ends);
        if (isHidden) {
            return HOSTS_SILENT;
        }
        return state.activeOn().isEmpty() ? RUNS_NOWHERE : RUNS_ELSEWHERE;
    }
}
