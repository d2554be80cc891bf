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

    /** Whether forecasts that do harm lose their place. */
    public enum Demotion {
        ON,
        OFF
    }

    public LoopSection {
        seasons = List.copyOf(seasons);
        if (step.isNegative() || step.isZero() || history.compareTo(step) < 0 || refitEvery.compareTo(step) < 0) {
            throw new IllegalArgumentException("the step (" + step + ") must be positive, and the history (" + history
                    + ") and the time between refits (" + refitEvery + ") at least a step.");
        }
        if (learn.isNegative() || learn.compareTo(history) > 0) {
            throw new IllegalArgumentException("the time to learn (" + learn
                    + ") must not be negative or longer than the history (" + history + ").");
        }
        if (!(reactiveThreshold > 0 && reactiveThreshold <= 1)) {
            throw new IllegalArgumentException(
                    "the reactive threshold (" + reactiveThreshold + ") must be above 0 and at most 1.");
        }
    }

    static LoopSection read(Section section) {
        return section.build(s -> new LoopSection(
                s.duration("step", Duration.ofMinutes(5)),
                s.duration("history", Duration.ofDays(14)),
                s.duration("learn", Duration.ofHours(1)),
                s.choice("while-learning", WhileLearning.NOTHING),
                s.durations("seasons", List.of(Duration.ofDays(1), Duration.ofDays(7))),
                s.duration("refit-every", Duration.ofDays(7)),
                s.text("forecaster", "auto"),
                s.number("reactive-threshold", 0.8),
                s.choice("demotion", Demotion.ON)));
    }
}
