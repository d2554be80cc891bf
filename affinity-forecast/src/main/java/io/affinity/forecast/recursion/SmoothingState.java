// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.recursion;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Level, slope and season after the last value, with the error-correction form of their recursion: Hyndman, Koehler, Ord and
 * Snyder (2008), tables 2.2 and 2.3. With the error written as value less mean they are the same for additive and
 * multiplicative errors. Mutable; belongs to one thread at a time.
 *
 * <p>A step takes constant time and allocates nothing: a search takes millions. Gains are those of the state space form, so
 * that nothing is multiplied twice; without a season there is one of length 1 that stays 0, so that additive ones need no
 * branch. Memory is the season and, once a damped mean was asked for, a table of {@value #KNOWN_SUMS} sums.
 */
public final class SmoothingState {

    /** Powers are dear, and leads of up to an hour or two at steps of five minutes asked for all the time. */
    private static final int KNOWN_SUMS = 33;

    private final double alpha;
    private final double slopeGain;
    private final double seasonGain;
    private final double phi;
    private final boolean factors;
    private final double[] season;
    private double level;
    private double slope;
    private int phase;
    private double @Nullable [] dampingSums;

    /**
     * Creates the state before the first value.
     *
     * @param factors whether the season multiplies the level
     * @param season that of the next value first; one 0 without a season; owned from now on
     */
    public SmoothingState(SmoothingGains gains, boolean factors, double level, double slope, double[] season) {
        alpha = gains.level();
        slopeGain = gains.slope();
        seasonGain = gains.season();
        phi = gains.phi();
        this.factors = factors;
        this.level = level;
        this.slope = slope;
        this.season = season;
    }

    /** {@return an independent copy} */
    public SmoothingState copy() {
        SmoothingGains gains = new SmoothingGains(alpha, slopeGain, seasonGain, phi);
        SmoothingState copy = new SmoothingState(gains, factors, level, slope, season.clone());
        copy.phase = phase;
        return copy;
    }

    /** {@return the state that was put into bytes} */
    public static SmoothingState read(StateReader in) {
        SmoothingGains gains = new SmoothingGains(
                in.takeDouble("alpha", 0, 1),
                in.takeDouble("beta", 0, 1),
                in.takeDouble("gamma", 0, 1),
                in.takeDouble("phi", 0, 1));
        boolean factors = in.takeBoolean();
        SmoothingState state = new SmoothingState(
                gains,
                factors,
                in.takeNumber("the level"),
                in.takeNumber("the slope"),
                factors
                        ? in.takeDoubles("a factor", Double.MIN_NORMAL, StateReader.LARGEST)
                        : in.takeNumbers("a season"));
        state.phase = in.takeInt("the place in the season", 0, state.season.length - 1);
        return state;
    }

    /** Puts it into bytes. */
    public void write(StateWriter out) {
        out.putDouble(alpha);
        out.putDouble(slopeGain);
        out.putDouble(seasonGain);
        out.putDouble(phi);
        out.putBoolean(factors);
        out.putDouble(level);
        out.putDouble(slope);
        out.putDoubles(season);
        out.putInt(phase);
    }

    /** {@return the value expected next} */
    public double next() {
        double base = level + phi * slope;
        return factors ? base * season[phase] : base + season[phase];
    }

    /** Goes one step on, with this error of the value expected; 0 where the value is missing. */
    public void advance(double error) {
        double faded = phi * slope;
        if (factors) {
            double base = level + faded;
            double repeated = season[phase];
            level = base + alpha * (error / repeated);
            slope = faded + slopeGain * (error / repeated);
            season[phase] = repeated + seasonGain * (error / base);
        } else {
            level += faded + alpha * error;
            slope = faded + slopeGain * error;
            season[phase] += seasonGain * error;
        }
        phase = phase + 1 == season.length ? 0 : phase + 1;
    }

    /** {@return the value expected {@code lead} steps after the last one, at least 1} */
    public double mean(int lead) {
        double base = level + (slope == 0 ? 0 : dampingSum(lead) * slope);
        return factors ? base * season(lead) : base + season(lead);
    }

    /**
     * {@return by how much an error of 1 now moves the value {@code lag} steps later, at least 1; of the deseasonalized series
     * where the season consists of factors} Table 6.2 of the book.
     */
    public double response(int lag) {
        double trend = slopeGain == 0 ? 0 : slopeGain * dampingSum(lag);
        boolean repeats = !factors && lag >= season.length && lag % season.length == 0;
        return alpha + trend + (repeats ? seasonGain : 0);
    }

    /** {@return whether the season multiplies the level} */
    public boolean hasFactors() {
        return factors;
    }

    /** {@return the length of the season in steps; 1 without one} */
    public int period() {
        return season.length;
    }

    /** {@return the level after the last value} */
    public double level() {
        return level;
    }

    /** {@return the slope after the last value} */
    public double slope() {
        return slope;
    }

    /** {@return the seasonal term or factor of the value {@code lead} steps after the last one, at least 1} */
    public double season(int lead) {
        int index = phase + (lead <= season.length ? lead - 1 : (lead - 1) % season.length);
        return season[index >= season.length ? index - season.length : index];
    }

    /** Keeps the next mean of a series of positive values positive, at the price of the trend. */
    public void keepAbove(double floor) {
        if (!(level + phi * slope >= floor)) {
            slope = 0;
            level = level >= floor ? level : floor;
        }
    }

    /** phi + phi^2 + ... + phi^count. */
    private double dampingSum(int count) {
        if (phi == 1) {
            return count;
        }
        double[] known = dampingSums;
        if (known == null) {
            known = newDampingSums();
            dampingSums = known;
        }
        return count < known.length ? known[count] : phi * (1 - Math.pow(phi, count)) / (1 - phi);
    }

    private double[] newDampingSums() {
        double[] sums = new double[KNOWN_SUMS];
        double power = 1;
        for (int i = 1; i < sums.length; i++) {
            power *= phi;
            sums[i] = sums[i - 1] + power;
        }
        return sums;
    }
}
