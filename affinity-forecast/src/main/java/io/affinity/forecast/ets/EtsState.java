package io.affinity.forecast.ets;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * Level, slope and season after the last value: the recursions of Hyndman, Koehler, Ord and Snyder (2008), tables 2.2 and
 * 2.3. With the error written as value less mean they are the same for additive and multiplicative errors. Mutable;
 * belongs to one thread at a time.
 */
final class EtsState {

    /** Leads that are asked for at each value have their damped sum ready. */
    private static final int TABLE = 64;

    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double phi;
    private final boolean seasonal;
    private final boolean factors;
    private final double[] season;
    private final double[] sums;
    private double level;
    private double slope;
    private int slot;

    EtsState(EtsSpec spec, EtsParameters parameters) {
        alpha = parameters.alpha;
        beta = parameters.beta;
        gamma = parameters.gamma;
        phi = parameters.phi;
        level = parameters.level;
        slope = parameters.slope;
        seasonal = spec.seasonal();
        factors = spec.factors();
        season = parameters.season();
        sums = newSums(phi);
    }

    /** Creates a copy. */
    EtsState(EtsState other) {
        alpha = other.alpha;
        beta = other.beta;
        gamma = other.gamma;
        phi = other.phi;
        seasonal = other.seasonal;
        factors = other.factors;
        season = other.season.clone();
        sums = other.sums;
        level = other.level;
        slope = other.slope;
        slot = other.slot;
    }

    /** Takes what {@link #write} put. */
    EtsState(StateReader in) {
        alpha = in.takeDouble();
        beta = in.takeDouble();
        gamma = in.takeDouble();
        phi = in.takeDouble();
        level = in.takeDouble();
        slope = in.takeDouble();
        seasonal = in.takeBoolean();
        factors = in.takeBoolean();
        season = in.takeDoubles();
        slot = in.takeInt("the place in the season", 0, season.length - 1);
        sums = newSums(phi);
    }

    void write(StateWriter out) {
        out.putDouble(alpha);
        out.putDouble(beta);
        out.putDouble(gamma);
        out.putDouble(phi);
        out.putDouble(level);
        out.putDouble(slope);
        out.putBoolean(seasonal);
        out.putBoolean(factors);
        out.putDoubles(season);
        out.putInt(slot);
    }

    private static double[] newSums(double phi) {
        double[] sums = new double[TABLE + 1];
        for (int i = 1; i <= TABLE; i++) {
            sums[i] = phi * (1 + sums[i - 1]);
        }
        return sums;
    }

    /** {@return the length of the season in steps; 1 without a season} */
    int period() {
        return season.length;
    }

    double level() {
        return level;
    }

    double slope() {
        return slope;
    }

    /** {@return the seasonal term or factor of the step {@code lead}, at least 1, after the last value} */
    double season(int lead) {
        int index = (int) ((slot + lead - 1L) % season.length);
        return season[index];
    }

    /** {@return the expected value {@code lead} steps, at least 1, after the last value} */
    double mean(int lead) {
        double base = level + slope * dampedSum(lead);
        if (!seasonal) {
            return base;
        }
        return factors ? base * season(lead) : base + season(lead);
    }

    /** {@return by how much an error of 1 moves the mean {@code lag} steps, at least 1, later; of the deseasonalized
     * series where the season consists of factors} Table 6.2 of the book. */
    double response(int lag) {
        double repeated = seasonal && !factors && lag % season.length == 0 ? gamma : 0;
        return alpha + beta * dampedSum(lag) + repeated;
    }

    /** Goes one step on: with error 0, as if the forecast had come true. */
    void advance(double error) {
        double base = level + phi * slope;
        double current = season[slot];
        double deseasonalized = factors ? error / current : error;
        level = base + alpha * deseasonalized;
        slope = phi * slope + beta * deseasonalized;
        season[slot] = current + gamma * (factors ? error / base : error);
        slot = slot + 1 == season.length ? 0 : slot + 1;
    }

    /** Keeps the next mean of a series of positive values positive, at the price of the trend. */
    void keepAbove(double floor) {
        if (!(level + phi * slope >= floor)) {
            slope = 0;
            level = level >= floor ? level : floor;
        }
    }

    private double dampedSum(int lead) {
        if (lead <= TABLE) {
            return sums[lead];
        }
        return phi == 1 ? lead : phi * (1 - Math.pow(phi, lead)) / (1 - phi);
    }
}
