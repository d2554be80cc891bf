// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * What each place of a day has as a share of the level of the day; the mean over a day is 1.
 *
 * <p>A place is learned when half a day has passed since, as the share of the mean of the day in whose middle it lies: the ratio to the moving
 * average of the classical decomposition (Hyndman and Athanasopoulos, Forecasting, section 3.4). A level that shifts so moves shares up before and down
 * after it, on that day alone; and of the shares of a place on the days that are kept, those in the middle count, so that such a day is not a
 * shape. To their mean {@code m}, what the newest and the oldest of them have beyond it is added as learned: {@code m + b_0 (s_0 - m) + b_1 (s_w - m)}.
 */
final class DayShape {

    static final int COLUMNS = 2;

    private final double[] shares;
    private final double[] weights;

    /** Of one place on all days: room only. */
    private final double[] ofPlace = new double[RecentDays.MOST];

    private double sum;

    private DayShape(double[] shares, double[] weights) {
        this.shares = shares;
        this.weights = weights;
        sumUp();
    }

    /**
     * {@return the shape of these days, whose places are not yet in the middle of a day}
     *
     * @param weights of the newest day and of the oldest
     */
    static DayShape of(RecentDays days, double[] weights) {
        DayShape shape = new DayShape(new double[days.period()], weights);
        for (int place = 0; place < shape.shares.length; place++) {
            shape.shares[days.phase(place)] = shape.combined(days, place);
        }
        shape.sumUp();
        return shape;
    }

    static DayShape read(StateReader in, int period) {
        in.requireRoom(period, Double.BYTES);
        double[] weights = new double[COLUMNS];
        in.takeNumbers("a weight of shapes", LevelRule.MOST_WEIGHT, weights);
        double[] shares = new double[period];
        in.takeNumbers("a share", period, shares);
        DayShape shape = new DayShape(shares, weights);
        // As it was added up, not as it would be anew: what goes on is the same to the last digit.
        shape.sum = in.takeNumber("the sum of shares");
        return shape;
    }

    void write(StateWriter out) {
        out.putDoubles(weights);
        out.putDoubles(shares);
        out.putDouble(sum);
    }

    /** {@return how much the newest day counts} */
    double newestWeight() {
        return weights[0];
    }

    double at(int phase) {
        double mean = sum / shares.length;
        // What no place claims, which is what comes at no time of its own, belongs to all alike.
        return mean > 1 ? shares[phase] / mean : shares[phase] + 1 - mean;
    }

    /** Learns the place that is now in the middle of a day. */
    void learn(RecentDays days) {
        int middle = middle(days);
        int phase = days.phase(middle);
        double share = combined(days, middle);
        sum += share - shares[phase];
        shares[phase] = share;
        if (phase == 0) {
            sumUp();
        }
    }

    static int middle(RecentDays days) {
        return days.period() / 2;
    }

    private void sumUp() {
        sum = Arrays.stream(shares).sum();
    }

    private double combined(RecentDays days, int place) {
        double greatest = days.greatestLevel();
        double center = center(days, place, greatest);
        double newest = days.share(0, place, greatest) - center;
        double oldest = days.share(days.count() - 1, place, greatest) - center;
        double share = center;
        share += Double.isNaN(newest) ? 0 : weights[0] * newest;
        share += Double.isNaN(oldest) ? 0 : weights[1] * oldest;
        double least = center + Math.min(0, Math.min(orNone(newest), orNone(oldest)));
        double most = center + Math.max(0, Math.max(orNone(newest), orNone(oldest)));
        return Math.max(least, Math.min(most, share));
    }

    private static double orNone(double difference) {
        return Double.isNaN(difference) ? 0 : difference;
    }

    /** {@return the mean of the shares of a place without the greatest and the least third; 1 if no day had anything} */
    double center(RecentDays days, int place, double greatest) {
        int count = 0;
        for (int k = 0; k < days.count(); k++) {
            double share = days.share(k, place, greatest);
            if (!Double.isNaN(share)) {
                ofPlace[count++] = share;
            }
        }
        if (count == 0) {
            return 1;
        }
        return MiddleThird.mean(ofPlace, count);
    }
}
