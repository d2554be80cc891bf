// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * Level, seasons and a remainder that fades: Taylor's (2003) smoothing of several additive seasons with his correction for
 * the first-order autocorrelation of the remainder. With {@code e} the deviation of a value from level and seasons, all are
 * updated by a share of {@code e}, and what is left of it is expected to fade by {@code phi} a step.
 *
 * <p>Three things differ from the paper, so that no start values have to be estimated and single spikes do no harm. Seasons
 * start at 0, and the share of a season at a place seen {@code k} times before is {@code 1 / (k + 1 + prior)}, as of a mean
 * that is pulled to 0, for as long as this is more than its weight. The shares together never exceed {@value #MOST_SHARE}.
 * And a deviation of more than {@value #SURPRISE} times the mean absolute one counts for so much only, unless more than
 * {@value #MOST_SURPRISES} in a row have the same sign: then it counts in full. After
 * {@value #SHIFT} of these the level is the mean of the values since, whatever its weight. Mutable.
 *
 * <p>A season is an array with the place of the next value in it, and beside it how often each place was seen, in bytes: nine
 * bytes a step of a period, the bulk of what a model weighs. A step touches one place of each season and costs their number,
 * whatever their length; a search makes dozens of passes over weeks of values, so that shares are written to an array of
 * the state's own, nothing is allocated, and powers of phi come from a table of {@value #LAST_POWER}.
 */
final class SeasonalState {

    private static final double SURPRISE = 4;
    private static final int MOST_SURPRISES = 4;
    /** So many surprises in a row to the same side are a new level; fewer may be a season that is not known yet. */
    private static final int SHIFT = 24;

    private static final double MOST_SHARE = 0.95;

    /** The first deviations, whose mean size is the first scale. */
    private static final int FIRST = 20;

    private static final double SCALE_WEIGHT = 0.01;
    private static final double SHIFT_SCALE_WEIGHT = 0.05;

    /** The level counts as the mean of so many values at first. */
    private static final double LEVEL_PRIOR = 50;

    /** After a shift the level counts as the mean of so many values. */
    private static final double SHIFT_PRIOR = 5;

    /** The longer season is known from fewer cycles, and there is another that may explain the same. */
    private static final double FURTHER_PRIOR = 3;

    /** From so many cycles on the weight alone counts: none is less than its reciprocal unless it is 0. */
    private static final int MOST_CYCLES = 100;

    private static final int LAST_POWER = 32;

    private final SeasonalParameters parameters;
    private final double[] powers = new double[LAST_POWER + 1];
    private final double[][] seasons;
    private final byte[][] cycles;
    private final int[] phases;
    /** Of the current step. */
    private final double[] shares;

    private double level;
    private double remainder;
    private double scale;
    private int surprises;
    private int seen;
    /** The level is the mean of so many values, for as long as this is more than its weight says. */
    private double levelValues = LEVEL_PRIOR;

    /** Starts at this level without seasons. */
    SeasonalState(double level, int[] periods, SeasonalParameters parameters) {
        this.parameters = parameters;
        this.level = level;
        seasons = new double[periods.length][];
        cycles = new byte[periods.length][];
        phases = new int[periods.length];
        shares = new double[periods.length];
        for (int s = 0; s < periods.length; s++) {
            seasons[s] = new double[periods[s]];
            cycles[s] = new byte[periods[s]];
        }
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * parameters.phi();
        }
    }

    /** {@return the state that was put into bytes} */
    static SeasonalState read(StateReader in) {
        SeasonalParameters parameters = new SeasonalParameters(
                in.takeDouble("alpha", 0, MOST_SHARE),
                in.takeDouble("phi", 0, 1),
                in.takeDouble("the prior", Double.MIN_NORMAL, StateReader.LARGEST),
                in.takeDoubles("gamma", 0, 1));
        double level = in.takeNumber("the level");
        int[] periods = in.takeInts("a period", 2, Integer.MAX_VALUE);
        if (periods.length != parameters.gammas().length) {
            throw in.broken("it has " + periods.length + " seasons but weights of " + parameters.gammas().length);
        }
        in.requireRoom(Arrays.stream(periods).asLongStream().sum(), Double.BYTES + 1);
        SeasonalState state = new SeasonalState(level, periods, parameters);
        state.remainder = in.takeNumber("the remainder");
        state.scale = in.takeDouble("the scale", 0, StateReader.LARGEST);
        state.surprises = in.takeInt("the number of surprises", -SHIFT, SHIFT);
        state.seen = in.takeInt("the number of values", 0, FIRST);
        state.levelValues = in.takeDouble("the values of the level", SHIFT_PRIOR, StateReader.LARGEST);
        for (int s = 0; s < periods.length; s++) {
            in.takeNumbers("a season", state.seasons[s]);
            state.cycles[s] = cycles(in, periods[s]);
            state.phases[s] = in.takeInt("the place in the season", 0, periods[s] - 1);
        }
        return state;
    }

    private static byte[] cycles(StateReader in, int period) {
        byte[] cycles = in.takeBytes();
        if (cycles.length != period) {
            throw in.broken("a season has " + cycles.length + " places but must have " + period);
        }
        for (byte count : cycles) {
            if (count < 0 || count > MOST_CYCLES) {
                throw in.broken("a place was seen " + count + " times but must be seen 0 to " + MOST_CYCLES);
            }
        }
        return cycles;
    }

    /** Puts all of it into bytes. */
    void write(StateWriter out) {
        out.putDouble(parameters.alpha());
        out.putDouble(parameters.phi());
        out.putDouble(parameters.prior());
        out.putDoubles(parameters.gammas());
        out.putDouble(level);
        out.putInts(periods());
        out.putDouble(remainder);
        out.putDouble(scale);
        out.putInt(surprises);
        out.putInt(seen);
        out.putDouble(levelValues);
        for (int s = 0; s < seasons.length; s++) {
            out.putDoubles(seasons[s]);
            out.putBytes(cycles[s]);
            out.putInt(phases[s]);
        }
    }

    SeasonalParameters parameters() {
        return parameters;
    }

    int[] periods() {
        int[] periods = new int[seasons.length];
        for (int s = 0; s < periods.length; s++) {
            periods[s] = seasons[s].length;
        }
        return periods;
    }

    /** {@return the expected value this many steps ahead, at least 1} */
    double ahead(int lead) {
        double value = level;
        for (int s = 0; s < seasons.length; s++) {
            int index = phases[s] + lead - 1;
            int period = seasons[s].length;
            value += seasons[s][index < period ? index : (int) ((phases[s] + (lead - 1L)) % period)];
        }
        return remainder == 0 ? value : value + power(lead) * remainder;
    }

    /** {@return by how much an error now moves the value {@code lag} steps later, at least 1, when all has been learned} */
    double response(int lag) {
        double response = parameters.alpha() + power(lag) * (1 - parameters.total());
        for (int s = 0; s < seasons.length; s++) {
            response += lag % seasons[s].length == 0 ? parameters.gammas()[s] : 0;
        }
        return response;
    }

    /**
     * Takes the next value.
     *
     * @return the error of what was expected; NaN if the value is missing
     */
    double advance(double value) {
        double base = level;
        for (int s = 0; s < seasons.length; s++) {
            base += seasons[s][phases[s]];
        }
        double deviation = value - base;
        double faded = parameters.phi() * remainder;
        if (Double.isNaN(deviation)) {
            remainder = faded;
        } else {
            double limited = limited(deviation);
            double taken = share();
            level += levelShare() * limited;
            for (int s = 0; s < seasons.length; s++) {
                seasons[s][phases[s]] += shares[s] * limited;
            }
            remainder = deviation - taken * limited;
            count();
        }
        for (int s = 0; s < phases.length; s++) {
            phases[s] = phases[s] + 1 == seasons[s].length ? 0 : phases[s] + 1;
        }
        return deviation - faded;
    }

    /** Writes the share of each season, and returns the sum of all shares. */
    private double share() {
        double sum = 0;
        for (int s = 0; s < shares.length; s++) {
            double prior = parameters.prior() * (s == 0 ? 1 : FURTHER_PRIOR);
            int count = cycles[s][phases[s]];
            double learning = count >= MOST_CYCLES ? 0 : 1 / (count + 1 + prior);
            shares[s] = Math.max(parameters.gammas()[s], learning);
            sum += shares[s];
        }
        double most = MOST_SHARE - levelShare();
        if (sum > most) {
            for (int s = 0; s < shares.length; s++) {
                shares[s] *= most / sum;
            }
            sum = most;
        }
        return sum + levelShare();
    }

    private double levelShare() {
        return Math.max(parameters.alpha(), 1 / levelValues);
    }

    private void count() {
        seen = Math.min(seen + 1, FIRST);
        levelValues++;
        for (int s = 0; s < cycles.length; s++) {
            if (cycles[s][phases[s]] < MOST_CYCLES) {
                cycles[s][phases[s]]++;
            }
        }
    }

    private double limited(double deviation) {
        double size = Math.abs(deviation);
        if (seen < FIRST) {
            scale += (size - scale) / (seen + 1);
            return deviation;
        }
        double most = SURPRISE * scale;
        if (size <= most) {
            surprises = 0;
            scale += SCALE_WEIGHT * (size - scale);
            return deviation;
        }
        int sign = deviation > 0 ? 1 : -1;
        surprises = surprises * sign > 0 ? surprises + sign : sign;
        if (Math.abs(surprises) > MOST_SURPRISES) {
            if (Math.abs(surprises) == SHIFT) {
                levelValues = SHIFT_PRIOR;
            }
            surprises = Math.max(-SHIFT, Math.min(SHIFT, surprises));
            scale += SHIFT_SCALE_WEIGHT * (size / SURPRISE - scale);
            return deviation;
        }
        scale += SCALE_WEIGHT * (Math.min(size, 2 * most) - scale);
        return sign * most;
    }

    /** A few products where the exponent is not in the table, as {@code Math.pow} takes ten times as long. */
    private double power(int exponent) {
        double power = powers[exponent % LAST_POWER];
        for (int rest = exponent / LAST_POWER; rest > 0 && power > 0; rest--) {
            power *= powers[LAST_POWER];
        }
        return power;
    }
}
