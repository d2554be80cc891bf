// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.Forecast;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one forecaster says comes next, once all that is known was learned. */
public final class LatestForecasts {

    private LatestForecasts() {}

    /**
     * What is said of one VM.
     *
     * @param forecast with the levels {@link Backtest#LEVELS}; null if there is none
     * @param text how it was made, in words for a person; or why there is none
     */
    public record Outlook(@Nullable Forecast forecast, String text) {}

    /**
     * {@return what is said of each VM}
     *
     * @param window how many of the last steps are learned from at most, at least 1
     * @param horizon how many steps are forecast, at least 1
     * @param seed for forecasters that need one
     */
    public static List<Outlook> of(BacktestData data, Contender contender, int window, int horizon, long seed) {
        Outlook[] outlooks = new Outlook[data.vms().size()];
        if (contender instanceof Contender.Single single) {
            // Each model is dropped before the next one is learned: there may be many.
            IntStream.range(0, outlooks.length).parallel().forEach(vm -> {
                SeriesReplay replay = new SeriesReplay(data, vm, single, window, Integer.MAX_VALUE, horizon);
                Attempt attempt = replay.at(data.steps());
                outlooks[vm] = outlook(attempt, replay.description());
            });
        } else {
            WholeReplay replay = WholeReplay.of(data, contender, window, Integer.MAX_VALUE, horizon, seed);
            List<Attempt> attempts = replay.at(data.steps());
            Arrays.setAll(outlooks, vm -> outlook(attempts.get(vm), replay.description(vm)));
        }
        return List.of(outlooks);
    }

    private static Outlook outlook(Attempt attempt, String description) {
        return new Outlook(attempt.forecast(), attempt.forecast() == null ? attempt.problem() : description);
    }
}
