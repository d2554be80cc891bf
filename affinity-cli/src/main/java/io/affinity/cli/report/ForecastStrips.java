// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The forecasts of all series, at the same times. Immutable and thread-safe.
 *
 * @param times that were forecast, strictly increasing
 * @param leads how long before each time its forecast was made, as many as times
 * @param strips one for each series; may be empty
 */
public record ForecastStrips(List<Instant> times, List<Duration> leads, List<ForecastStrip> strips) {

    /** Where nothing was forecast. */
    public static final ForecastStrips NONE = new ForecastStrips(List.of(), List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are more times than leads or fewer, or times do not increase
     */
    public ForecastStrips {
        times = List.copyOf(times);
        leads = List.copyOf(leads);
        strips = List.copyOf(strips);
        Require.that(
                times.size() == leads.size(),
                "The times (%s) must be as many as the leads (%s).",
                times.size(),
                leads.size());
        Require.increasing("time", times);
    }
}
