// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.history.DemandRecorder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Does not believe at once that time has jumped, for what was learned would be lost over a clock that was off for a moment. Belongs to
 * the control loop.
 *
 * <p>A jump ahead by more than the window of the history, or back by more than {@value #MOST_STEPS_BACK} steps, is in doubt until
 * {@value #AGREEING} observations in a row agree with the one before, each a little later. Less than that ahead is an outage, less than
 * that back passes by itself.
 */
final class ClockWatch {

    /** An hour of five-minute steps. */
    static final int MOST_STEPS_BACK = 12;

    static final int AGREEING = 3;

    private final DemandRecorder history;
    private @Nullable Instant doubted;
    private int agreeing;

    ClockWatch(DemandRecorder history) {
        this.history = history;
    }

    /** {@return what is in doubt about this time, or null if it may be believed; if it lies far back, the history is forgotten then} */
    Note.@Nullable ClockInDoubt doubt(Instant observedAt) {
        if (history.slot() == Long.MIN_VALUE || !isJump(observedAt)) {
            doubted = null;
            agreeing = 0;
            return null;
        }
        Instant before = doubted;
        if (before == null || !observedAt.equals(before)) {
            agreeing = before != null && agrees(before, observedAt) ? agreeing + 1 : 0;
            doubted = observedAt;
        }
        if (agreeing < AGREEING) {
            return new Note.ClockInDoubt(observedAt, history.timeOf(history.slot()), AGREEING - agreeing);
        }
        doubted = null;
        agreeing = 0;
        history.forget();
        return null;
    }

    private boolean isJump(Instant observedAt) {
        Duration ahead = Duration.between(history.timeOf(history.slot()), observedAt);
        return ahead.compareTo(history.step().multipliedBy(history.window())) > 0
                || ahead.negated().compareTo(history.step().multipliedBy(MOST_STEPS_BACK)) > 0;
    }

    /** Cycles may be late, or left out. */
    private boolean agrees(Instant before, Instant observedAt) {
        Duration apart = Duration.between(before, observedAt);
        return !apart.isNegative() && apart.compareTo(history.step().multipliedBy(MOST_STEPS_BACK)) <= 0;
    }
}
