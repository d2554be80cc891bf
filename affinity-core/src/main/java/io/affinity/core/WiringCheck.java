// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import java.time.Duration;

/** Refuses paces that would be found out only in the middle of a cycle. */
final class WiringCheck {

    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofDays(365);

    /** Trust in measurements is judged by so many steps. */
    private static final int LEAST_STEPS = 12;

    /** The history of a VM is one array. */
    private static final int MOST_STEPS = 1 << 26;

    private final Wiring wanted;

    private WiringCheck(Wiring wanted) {
        this.wanted = wanted;
    }

    /** @throws IllegalArgumentException naming what does not fit, and what would */
    static void check(Wiring wanted) {
        WiringCheck check = new WiringCheck(wanted);
        check.step();
        check.history();
        check.seasons();
        check.learning();
        if (wanted.balancer == null) {
            check.horizon();
        }
    }

    /** The grid of the history counts in milliseconds. */
    private void step() {
        Duration step = wanted.step;
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive.");
        }
        if (step.compareTo(SHORTEST_STEP) < 0
                || step.compareTo(LONGEST_STEP) > 0
                || !step.equals(Duration.ofMillis(step.toMillis()))) {
            throw new IllegalArgumentException(
                    "The step (" + step + ") must be a whole number of milliseconds, and at most 365 days.");
        }
    }

    private void history() {
        long steps = wanted.historyWindow.dividedBy(wanted.step);
        if (steps < LEAST_STEPS || steps > MOST_STEPS) {
            throw new IllegalArgumentException("The history (" + wanted.historyWindow + ") must be from " + LEAST_STEPS
                    + " to " + MOST_STEPS + " steps (" + wanted.step + ") long.");
        }
        if (wanted.refitEvery.compareTo(wanted.step) < 0) {
            throw new IllegalArgumentException("The time between refits (" + wanted.refitEvery
                    + ") must be at least a step (" + wanted.step + ").");
        }
    }

    private void learning() {
        if (wanted.learn.isNegative() || wanted.learn.compareTo(wanted.historyWindow) > 0) {
            throw new IllegalArgumentException("The time to learn (" + wanted.learn
                    + ") must be from 0 to the history (" + wanted.historyWindow + ") long.");
        }
    }

    private void seasons() {
        for (Duration season : wanted.seasons) {
            if (season.compareTo(wanted.step.multipliedBy(2)) < 0) {
                throw new IllegalArgumentException(
                        "The season (" + season + ") must be at least two steps (" + wanted.step + ") long.");
            }
        }
    }

    private void horizon() {
        Duration horizon = wanted.settings.horizon();
        if (horizon.compareTo(wanted.step) < 0 || horizon.dividedBy(wanted.step) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The horizon (" + horizon + ") must be at least a step (" + wanted.step
                    + "), and at most " + Integer.MAX_VALUE + ".");
        }
    }
}
