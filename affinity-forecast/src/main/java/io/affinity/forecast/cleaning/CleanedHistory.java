package io.affinity.forecast.cleaning;

import java.util.List;

/**
 * A history without its outliers: values that neither their neighbors nor the same place of the season explain. A value is
 * one if it is farther than {@value #DEVIATIONS} robust standard deviations from the nearer of the medians of the seven values before and after it plus the
 * median of such differences at its place in the season, and if no more than {@value #LONGEST} in a row are; then it is
 * replaced by the nearest value that would not be. More in a row are a change of level and remain. Where more than one
 * value in {@value #MOST_OUTLIERS} is that far off, this is how the series is, and it remains as it is. O(n).
 */
final class CleanedHistory {

    static final double DEVIATIONS = 8;
    static final int LONGEST = 3;

    private static final int MOST_OUTLIERS = 50;
    private static final int NEIGHBORS = 3;
    private static final int LEAST_CYCLES = 3;

    private CleanedHistory() {}

    /** {@return a copy without outliers} */
    static double[] of(double[] values, List<Integer> seasonalPeriods) {
        double[] center = nearerMedians(values);
        double[] rest = difference(values, center);
        for (int period : seasonalPeriods.stream().sorted().distinct().toList()) {
            if ((long) LEAST_CYCLES * period <= values.length) {
                addSeason(center, rest, period);
            }
        }
        double limit = DEVIATIONS * scale(rest);
        double[] cleaned = values.clone();
        int outliers = 0;
        int from = 0;
        while (from < rest.length) {
            int to = from;
            while (to < rest.length && Math.abs(rest[to]) > limit) {
                to++;
            }
            outliers += to - from;
            if (to - from <= LONGEST) {
                for (int i = from; i < to; i++) {
                    cleaned[i] = center[i] + Math.copySign(limit, rest[i]);
                }
            }
            from = to + 1;
        }
        boolean isItsNature = limit == 0 || (long) outliers * MOST_OUTLIERS > values.length;
        return isItsNature ? values.clone() : cleaned;
    }

    /** {@return the robust standard deviation of what neighbors and seasons leave; 0 if more than half of it is nothing} */
    private static double scale(double[] rest) {
        double scale = Median.NORMAL * Median.ofSizes(rest);
        return Double.isNaN(scale) ? 0 : scale;
    }

    /** Of the medians before and after a value the nearer one: at a change of level, one of them is right. */
    private static double[] nearerMedians(double[] values) {
        double[] medians = Median.running(values, NEIGHBORS);
        double[] nearer = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double before = medians[Math.max(0, i - NEIGHBORS - 1)];
            double after = medians[Math.min(values.length - 1, i + NEIGHBORS + 1)];
            boolean takesAfter = Double.isNaN(before) || Math.abs(values[i] - after) < Math.abs(values[i] - before);
            nearer[i] = takesAfter ? after : before;
        }
        return nearer;
    }

    private static double[] difference(double[] values, double[] center) {
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rest[i] = values[i] - center[i];
        }
        return rest;
    }

    /** Moves what is common to the cycles from the rest to the center. */
    private static void addSeason(double[] center, double[] rest, int period) {
        double[] place = new double[(rest.length + period - 1) / period];
        for (int phase = 0; phase < period; phase++) {
            for (int cycle = 0; cycle < place.length; cycle++) {
                int index = cycle * period + phase;
                place[cycle] = index < rest.length ? rest[index] : Double.NaN;
            }
            double median = Median.of(place);
            for (int index = phase; index < rest.length && !Double.isNaN(median); index += period) {
                center[index] += median;
                rest[index] -= median;
            }
        }
    }
}
