// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/** Where the recursion begins if the newest values are enough: late in the history. */
final class RecentStart {

    /** As many values are learned from, or {@link #LEARNED_PERIODS} periods if these are more. */
    static final int LEARNED = 1152;

    private static final int LEARNED_PERIODS = 4;

    /** As many values are run through in the end, so that there are residuals enough, at least. */
    private static final int RUN = 2016;

    private static final int MOST_AVERAGED = 7;

    private static final int AVERAGED_VALUES = 96;

    private RecentStart() {}

    /** {@return the start to learn parameters from} */
    static SmoothingStart toLearn(Trend trend, double[] values, int period, int part) {
        return before(values.length - Math.max(LEARNED, LEARNED_PERIODS * period), trend, values, period, part);
    }

    /** {@return the start of the model itself} */
    static SmoothingStart toRun(Trend trend, double[] values, int period, int part) {
        return before(values.length - Math.max(RUN, LEARNED_PERIODS * period), trend, values, period, part);
    }

    private static SmoothingStart before(int next, Trend trend, double[] values, int period, int part) {
        if (period == 1 && trend == Trend.NONE) {
            int from = Math.max(0, next);
            return SmoothingStart.averaged(
                    values, from, Math.max(1, Math.min(AVERAGED_VALUES, (values.length - from) / 12)));
        }
        if (period == 1) {
            return SmoothingStart.plain(trend, values, Math.max(0, next));
        }
        int first = SmoothingStart.presentFrom(values, 0);
        int averaged = Math.max(1, Math.min(MOST_AVERAGED, (values.length - first) / period / 2));
        int from = Math.max(first, next - averaged * period);
        if (SmoothingStart.presentFrom(values, from) >= from + averaged * period) {
            // A gap as long as all these periods says nothing about the season.
            from = first;
        }
        return SmoothingStart.averaged(trend, values, from, period, averaged, part);
    }
}
