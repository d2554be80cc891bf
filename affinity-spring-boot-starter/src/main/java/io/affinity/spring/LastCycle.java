// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.CycleReport;
import io.affinity.core.RebalancerListener;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the last cycle came to. Told by the thread of the loop; may be asked by any. */
public final class LastCycle implements RebalancerListener {

    private final InstantSource clock;
    private volatile State state;

    /**
     * What is known at one moment. Immutable.
     *
     * @param report of the last cycle, or null before the first
     * @param endedAt when that ended, or when this was made
     * @param decidedAt when the last cycle ended that had something to decide on, or when this was made
     */
    public record State(@Nullable CycleReport report, Instant endedAt, Instant decidedAt) {}

    /** Nothing has happened yet. */
    public LastCycle(InstantSource clock) {
        this.clock = clock;
        Instant now = clock.instant();
        this.state = new State(null, now, now);
    }

    @Override
    public void cycled(CycleReport report) {
        Instant now = clock.instant();
        state = new State(report, now, report.decision() == null ? state.decidedAt() : now);
    }

    /** {@return what is known now} */
    public State state() {
        return state;
    }
}
