// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.LoopSection;
import java.time.Duration;
import java.util.List;

/**
 * How a loop would learn.
 *
 * @param history how much of the past is learned from at most
 * @param refitEvery how often a model is learned anew
 * @param seasons lengths of the seasons that demand may have
 */
public record Pace(Duration history, Duration refitEvery, List<Duration> seasons) {

    /** What the cluster file says by default. */
    public static final Pace USUAL =
            new Pace(Duration.ofDays(14), Duration.ofDays(7), List.of(Duration.ofDays(1), Duration.ofDays(7)));

    public Pace {
        seasons = List.copyOf(seasons);
    }

    /** {@return that of the loop of a cluster file} */
    public static Pace of(LoopSection loop) {
        return new Pace(loop.history(), loop.refitEvery(), loop.seasons());
    }

    /** {@return a time in steps, at least 1} */
    static int steps(Duration time, Duration step) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.dividedBy(step)));
    }
}
