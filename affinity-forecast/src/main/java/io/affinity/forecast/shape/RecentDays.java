// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * The values of the last days, as a ring. Day 0 is the newest and ends with the newest value, whatever hour that is; place 0 of a day is its
 * oldest value, and the first that comes again. The level of a day is its mean.
 */
final class RecentDays {

    static final int MOST = 7;

    /** A day whose level is a smaller share of the greatest is a day of nothing; what is left of it is rounding. */
    private static final double NOTHING = 1e-9;

    private final int period;
    private final int days;
    private final double[] ring;
    private final double[] sums;
    private final double[] levels;
    private int next;

    private RecentDays(int period, int days, double[] ring, double[] sums, int next) {
        this.period = period;
        this.days = days;
        this.ring = ring;
        this.sums = sums;
        levels = new double[days];
        this.next = next;
    }

    /** {@return the first days of the values} */
    static RecentDays of(double[] values, int period, int days) {
        RecentDays recent = new RecentDays(period, days, Arrays.copyOf(values, days * period), new double[days], 0);
        for (int k = 0; k < days; k++) {
            recent.sum(k);
        }
        return recent;
    }

    static RecentDays read(StateReader in) {
        int period = in.takeInt("the length of a day", 1, 1 << 20);
        int days = in.takeInt("the number of days", 2, MOST);
        in.requireRoom((long) days * period, Double.BYTES);
        double[] ring = new double[days * period];
        in.takeNumbers("a value", ring);
        double[] sums = new double[days];
        in.takeNumbers("the sum of a day", sums);
        return new RecentDays(period, days, ring, sums, in.takeInt("the place in the days", 0, ring.length - 1));
    }

    void write(StateWriter out) {
        out.putInt(period);
        out.putInt(days);
        out.putDoubles(ring);
        out.putDoubles(sums);
        out.putInt(next);
    }

    int period() {
        return period;
    }

    int count() {
        return days;
    }

    /** {@return the place within the period, wherever that began, of the value {@code ahead} steps after the next} */
    int phase(int ahead) {
        return (next + ahead) % period;
    }

    double value(int day, int place) {
        int back = day * period + period - 1 - place;
        int at = next - 1 - back;
        return ring[at < 0 ? at + ring.length : at];
    }

    double level(int day) {
        return sums[day] / period;
    }

    /** {@return the level that is usual: the mean of those of days, without the greatest and the least third} */
    double usualLevel() {
        for (int k = 0; k < days; k++) {
            levels[k] = level(k);
        }
        return MiddleThird.mean(levels, days);
    }

    /** {@return the greatest level without its sign} */
    double greatestLevel() {
        double greatest = 0;
        for (int k = 0; k < days; k++) {
            greatest = Math.max(greatest, Math.abs(level(k)));
        }
        return greatest;
    }

    /**
     * {@return the value as a share of the level of its day, which for values that are not negative is at most the length of a day; NaN in a day of
     * nothing}
     */
    double share(int day, int place, double greatest) {
        double level = level(day);
        if (!(Math.abs(level) > NOTHING * greatest)) {
            return Double.NaN;
        }
        return Math.max(-period, Math.min(period, value(day, place) / level));
    }

    void observe(double value) {
        for (int k = days - 1; k >= 0; k--) {
            double enters = k == 0 ? value : value(k - 1, 0);
            sums[k] += enters - value(k, 0);
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        if (next % period == 0) {
            // What rounding has added up is forgotten, of one day at a time.
            sum(next / period);
        }
    }

    private void sum(int day) {
        sums[day] = 0;
        for (int j = 0; j < period; j++) {
            sums[day] += value(day, j);
        }
    }
}
