// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.core.WhileLearning;
import java.time.Duration;
import java.util.List;

/**
 * Pace and memory of the loop.
 *
 * @param step the time between two cycles
 * @param history how much of the past is kept
 * @param learn how much of the past must be known before anything is forecast
 * @param whileLearning what else than keeping rules and emptying hosts is done before
 * @param seasons lengths of the seasons that demand may have
 * @param refitEvery how often a model is learned anew
 * @param forecaster by its name
 * @param reactiveThreshold utilization above which the reactive balancer acts, above 0 and at most 1
 * @param demotion whether forecasts that do harm lose their place
 */
public record LoopSection(
        Duration step,
        Duration history,
        Duration learn,
        WhileLearning whileLearning,
        List<Duration> seasons,
        Duration refitEvery,
        String forecaster,
        double reactiveThreshold,
        Demotion demotion) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** Trust in measurements is judged by so many. */
    private static final int LEAST_STEPS = 12;

    /** Four megabytes for each VM and resource. */
    private static final int MOST_STEPS = 1 << 20;

    /** Whether forecasts that do harm lose their place. */
    public enum Demotion {
        ON,
        OFF
    }

    public LoopSection {
        seasons = List.copyOf(seasons);
    }

    static LoopSection read(Section s) {
        LoopSection said = new LoopSection(
                s.duration("step", Duration.ofMinutes(5), SHORTEST, YEAR),
                s.duration("history", Duration.ofDays(14), SHORTEST, YEAR.multipliedBy(100)),
                s.duration("learn", Duration.ofHours(1), Duration.ZERO, YEAR.multipliedBy(100)),
                s.choice("while-learning", WhileLearning.NOTHING),
                s.durations("seasons", List.of(Duration.ofDays(1), Duration.ofDays(7)), SHORTEST, YEAR),
                s.duration("refit-every", Duration.ofDays(7), SHORTEST, YEAR),
                s.text("forecaster", "auto"),
                s.number("reactive-threshold", 0.8, Range.above(0.0, 1.0)),
                s.choice("demotion", Demotion.ON));
        said.check(s);
        return said;
    }

    private void check(Section s) {
        if (!step.equals(Duration.ofMillis(step.toMillis()))) {
            s.refuse("step", "must be a whole number of milliseconds, not " + step + ".");
        }
        long steps = history.dividedBy(step);
        if (steps < LEAST_STEPS || steps > MOST_STEPS) {
            s.refuse(
                    s.has("history") ? "history" : "step",
                    "a history of " + Quantity.text(history) + " in steps of " + Quantity.text(step) + " must be from "
                            + LEAST_STEPS + " to " + MOST_STEPS + " steps, not " + steps + ".");
        }
        if (learn.compareTo(history) > 0) {
            s.refuse(
                    s.has("learn") ? "learn" : "history",
                    "the time to learn (" + Quantity.text(learn) + ") must not be longer than the history ("
                            + Quantity.text(history) + ").");
        }
        if (refitEvery.compareTo(step) < 0) {
            s.refuse("refit-every", "must be at least a step (" + Quantity.text(step) + ").");
        }
        if (s.has("seasons")) {
            checkSeasons(s);
        }
    }

    /** Those that nobody asked for are simply not seen in a short history. */
    private void checkSeasons(Section s) {
        for (Duration season : seasons) {
            if (season.compareTo(step.multipliedBy(2)) < 0 || season.compareTo(history) > 0) {
                s.refuse(
                        "seasons",
                        "a season (" + Quantity.text(season) + ") must be from two steps ("
                                + Quantity.text(step.multipliedBy(2)) + ") to the history (" + Quantity.text(history)
                                + ") long.");
            }
        }
    }
}
