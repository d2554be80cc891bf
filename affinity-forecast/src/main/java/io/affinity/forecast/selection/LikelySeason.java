// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.demand.TimeSeries;
import java.util.List;

/**
 * Which of several seasons a series repeats itself by. A backtest of two days cannot tell a day from a week, for they
 * differ at weekends only; the whole history can, and at little cost.
 */
final class LikelySeason {

    /** A longer season has fewer examples of itself to learn from, and must repeat itself so much better. */
    private static final double LONGER = 0.85;

    private LikelySeason() {}

    /** {@return the period of that season, of those that the history covers one and a half times; the shortest if none} */
    static int among(List<Integer> periods, TimeSeries history) {
        int likely = 0;
        double least = Double.POSITIVE_INFINITY;
        int compared = compared(periods, history.length());
        for (int period : periods.stream().sorted().toList()) {
            if (likely == 0 || history.length() - period >= period / 2) {
                double difference = difference(history, period, Math.min(compared, history.length() - period));
                if (likely == 0 || difference < LONGER * least) {
                    likely = period;
                    least = difference;
                }
            }
        }
        return likely;
    }

    /** As many of the newest values as can be compared with those of the longest season before. */
    private static int compared(List<Integer> periods, int length) {
        int compared = length;
        for (int period : periods) {
            if (length - period >= period / 2) {
                compared = Math.min(compared, length - period);
            }
        }
        return compared;
    }

    /** The mean absolute difference between the newest values and those a period before; NaN if all are missing. */
    private static double difference(TimeSeries history, int period, int compared) {
        double sum = 0;
        int count = 0;
        for (int i = history.length() - compared; i < history.length(); i++) {
            double difference = Math.abs(history.value(i) - history.value(i - period));
            if (!Double.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        return sum / count;
    }
}
