// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.forecast.numeric.StraightLine;
import io.affinity.forecast.recursion.Decomposition;
import io.affinity.forecast.recursion.SmoothingGains;
import io.affinity.forecast.recursion.SmoothingState;
import java.util.Arrays;

/** Where the recursion begins: the state before the value with index {@code next}. Immutable. */
final class SmoothingStart {

    private final Trend trend;
    private final int next;
    private final double level;
    private final double slope;
    private final double[] season;

    private SmoothingStart(Trend trend, int next, double level, double slope, double[] season) {
        this.trend = trend;
        this.next = next;
        this.level = level;
        this.slope = slope;
        this.season = season;
    }

    /**
     * {@return the start without a season, as R's {@code HoltWinters}: the first value, or the second and its difference
     * from the first}
     *
     * @param values with as many that are not missing as are needed: 1, or 2 with a trend
     */
    static SmoothingStart plain(Trend trend, double[] values) {
        return plain(trend, values, 0);
    }

    /**
     * {@return the start without trend and season at the mean of the first values from {@code from} on: one of them alone,
     * if it happens to be a peak, would stay for long where the level moves slowly}
     */
    static SmoothingStart averaged(double[] values, int from, int count) {
        double sum = 0;
        int present = 0;
        int next = from;
        for (; next < values.length && (present == 0 || next < from + count); next++) {
            sum += Double.isNaN(values[next]) ? 0 : values[next];
            present += Double.isNaN(values[next]) ? 0 : 1;
        }
        return present == 0
                ? plain(Trend.NONE, values, 0)
                : new SmoothingStart(Trend.NONE, next, sum / present, 0, new double[1]);
    }

    /** {@return the same, without what comes before {@code from}, unless too little is left} */
    static SmoothingStart plain(Trend trend, double[] values, int from) {
        int first = presentFrom(values, leavesEnough(trend, values, from) ? from : 0);
        if (trend == Trend.NONE) {
            return new SmoothingStart(trend, first + 1, values[first], 0, new double[1]);
        }
        int second = presentFrom(values, first + 1);
        double slope = (values[second] - values[first]) / (second - first);
        return new SmoothingStart(trend, second + 1, values[second], slope, new double[1]);
    }

    /**
     * {@return the start with a season, as R's {@code HoltWinters}: classical decomposition of the first two periods, and
     * a straight line through its moving average} Without a trend the level is the mean of the moving average. Missing
     * values are interpolated.
     *
     * @param values with two periods from the first value that is not missing
     */
    static SmoothingStart seasonal(Trend trend, double[] values, int period) {
        int first = presentFrom(values, 0);
        double[] window = Arrays.copyOfRange(values, first, first + 2 * period);
        LinearInterpolation.fill(window);
        double[] average = Decomposition.movingAverage(window, period);
        int next = first + period;
        double[] season = Decomposition.terms(window, average, period);
        StraightLine line = StraightLine.through(average, average.length);
        if (trend == Trend.NONE) {
            return new SmoothingStart(trend, next, line.mean(), 0, season);
        }
        // R numbers the moving average from 1 and takes the intercept at 0 as the level.
        double level = line.mean() - line.slope() * (average.length + 1) / 2;
        return new SmoothingStart(trend, next, level, line.slope(), season);
    }

    /**
     * {@return the start with a season that is the mean of several periods; the level is that of the last of them, and there
     * is no slope} Missing values are interpolated.
     *
     * @param from index of the first value of these periods; they hold at least one value that is not missing
     * @param part length of the shorter seasons of which the season may consist; 1 if there are none
     */
    static SmoothingStart averaged(Trend trend, double[] values, int from, int period, int periods, int part) {
        double[] window = Arrays.copyOfRange(values, from, from + periods * period);
        LinearInterpolation.fill(window);
        double[] season = new double[period];
        double level = 0;
        for (int p = 0; p < periods; p++) {
            level = 0;
            for (int i = 0; i < period; i++) {
                level += window[p * period + i] / period;
            }
            for (int i = 0; i < period; i++) {
                season[i] += (window[p * period + i] - level) / periods;
            }
        }
        double[] start = part == 1 ? season : NestedSeason.averaged(season, part);
        return new SmoothingStart(trend, from + window.length, level, 0, start);
    }

    Trend trend() {
        return trend;
    }

    int next() {
        return next;
    }

    int period() {
        return season.length;
    }

    /** {@return the state from which values are taken with these parameters} */
    SmoothingState state(SmoothingParameters parameters) {
        SmoothingGains gains = new SmoothingGains(
                parameters.alpha(),
                trend == Trend.NONE ? 0 : parameters.alpha() * parameters.beta(),
                period() == 1 ? 0 : parameters.gamma() * (1 - parameters.alpha()),
                trend == Trend.DAMPED ? parameters.phi() : 1);
        return new SmoothingState(gains, false, level, slope, season.clone());
    }

    /** {@return the first index, {@code from} or later, of a value that is not missing; the length if there is none} */
    static int presentFrom(double[] values, int from) {
        int index = from;
        while (index < values.length && Double.isNaN(values[index])) {
            index++;
        }
        return index;
    }

    private static boolean leavesEnough(Trend trend, double[] values, int from) {
        int missing = trend == Trend.NONE ? 1 : 2;
        for (int i = from; i < values.length && missing > 0; i++) {
            missing -= Double.isNaN(values[i]) ? 0 : 1;
        }
        return missing == 0;
    }
}
