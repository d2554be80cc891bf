// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Instant;
import java.util.List;

/**
 * Forecasts of one series from several origins against what happened. Immutable and thread-safe.
 *
 * @param subject name of the VM or host, not blank
 * @param resource what is forecast, such as {@code cpu}, not blank
 * @param unit unit of the values, such as {@code cores}; empty for none
 * @param actual what happened, times strictly increasing
 * @param origins one fan per origin, origins strictly increasing
 */
public record ForecastFan(
        String subject, String resource, String unit, List<Observation> actual, List<OriginFan> origins) {

    /**
     * One observed value.
     *
     * @param time when
     * @param value the value; NaN marks a gap, never infinite
     */
    public record Observation(Instant time, double value) {
        /**
         * Checks the value.
         *
         * @throws IllegalArgumentException if the value is infinite
         */
        public Observation {
            Require.present("time", time);
            Require.that(!Double.isInfinite(value), "The observation (%s) must be finite or NaN.", value);
        }
    }

    /**
     * The forecast made at one origin.
     *
     * @param origin the last instant the forecast knew of
     * @param steps the steps of the horizon, at least one, times strictly increasing and after the origin
     */
    public record OriginFan(Instant origin, List<Step> steps) {
        /**
         * Copies the steps.
         *
         * @throws IllegalArgumentException if there is no step or the times do not increase from the origin on
         */
        public OriginFan {
            Require.present("origin", origin);
            steps = List.copyOf(steps);
            Require.that(!steps.isEmpty(), "The steps of origin (%s) must not be empty.", origin);
            Instant before = origin;
            for (Step step : steps) {
                Require.that(step.time().isAfter(before), "The step (%s) must be after (%s).", step.time(), before);
                before = step.time();
            }
        }
    }

    /**
     * One step of a horizon: the mean and the bounds of the 80 % and 95 % prediction intervals, all finite, with
     * lower95 &lt;= lower80 &lt;= upper80 &lt;= upper95.
     *
     * @param time when
     * @param mean mean of the forecast
     * @param lower80 lower bound of the 80 % interval
     * @param upper80 upper bound of the 80 % interval
     * @param lower95 lower bound of the 95 % interval
     * @param upper95 upper bound of the 95 % interval
     */
    public record Step(Instant time, double mean, double lower80, double upper80, double lower95, double upper95) {
        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if a value is not finite or the intervals are not nested
         */
        public Step {
            Require.present("time", time);
            Require.that(Double.isFinite(mean), "The mean (%s) must be finite.", mean);
            Require.that(
                    Double.isFinite(lower95)
                            && lower95 <= lower80
                            && lower80 <= upper80
                            && upper80 <= upper95
                            && Double.isFinite(upper95),
                    "The 80 %% interval (%s to %s) must lie inside the 95 %% interval (%s to %s), all finite.",
                    lower80,
                    upper80,
                    lower95,
                    upper95);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a name is blank or times do not increase
     */
    public ForecastFan {
        Require.text("subject", subject);
        Require.text("resource", resource);
        Require.present("unit", unit);
        actual = List.copyOf(actual);
        origins = List.copyOf(origins);
        Require.increasing("observation", actual.stream().map(Observation::time).toList());
        Require.increasing("origin", origins.stream().map(OriginFan::origin).toList());
    }
}
