package io.affinity.forecast.smoothing;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Level, slope and season with the error-correction form of their recursion, ETS(A,{N,A,Ad},{N,A}) in Hyndman, Koehler,
 * Ord and Snyder (2008), table 2.2. Mutable.
 */
final class SmoothingState {

    /** Powers are dear, and leads of up to an hour or two at steps of five minutes asked for all the time. */
    private static final int KNOWN_SUMS = 33;

    private final double alpha;
    private final double slopeGain;
    private final double seasonGain;
    private final double phi;
    private final double[] season;
    private double level;
    private double slope;
    private int phase;
    private double @Nullable [] dampingSums;

    SmoothingState(SmoothingStart start, SmoothingParameters parameters) {
        alpha = parameters.alpha();
        slopeGain = start.trend() == Trend.NONE ? 0 : alpha * parameters.beta();
        seasonGain = start.period() == 1 ? 0 : parameters.gamma() * (1 - alpha);
        phi = start.trend() == Trend.DAMPED ? parameters.phi() : 1;
        level = start.level();
        slope = start.slope();
        season = start.season();
    }

    /** Takes what {@link #write} put. */
    SmoothingState(StateReader in) {
        alpha = in.takeDouble();
        slopeGain = in.takeDouble();
        seasonGain = in.takeDouble();
        phi = in.takeDouble();
        season = in.takeDoubles();
        level = in.takeDouble();
        slope = in.takeDouble();
        phase = in.takeInt("the place in the season", 0, season.length - 1);
    }

    void write(StateWriter out) {
        out.putDouble(alpha);
        out.putDouble(slopeGain);
        out.putDouble(seasonGain);
        out.putDouble(phi);
        out.putDoubles(season);
        out.putDouble(level);
        out.putDouble(slope);
        out.putInt(phase);
    }

    /** {@return the value expected next} */
    double next() {
        return level + phi * slope + season[phase];
    }

    /** Goes one step on, with this error of the value expected; 0 where the value is missing. */
    void advance(double error) {
        double faded = phi * slope;
        level += faded + alpha * error;
        slope = faded + slopeGain * error;
        season[phase] += seasonGain * error;
        phase = phase + 1 == season.length ? 0 : phase + 1;
    }

    /** {@return the value expected {@code lead} steps ahead, at least 1} */
    double ahead(int lead) {
        double trend = slope == 0 ? 0 : dampingSum(lead) * slope;
        return level + trend + season(lead <= season.length ? lead - 1 : (lead - 1) % season.length);
    }

    /** {@return by how much an error now moves the value {@code lag} steps later, at least 1; section 6.1} */
    double response(int lag) {
        double trend = slopeGain == 0 ? 0 : slopeGain * dampingSum(lag);
        return alpha + trend + (lag >= season.length && lag % season.length == 0 ? seasonGain : 0);
    }

    double level() {
        return level;
    }

    double slope() {
        return slope;
    }

    /** {@return the seasonal term {@code stepsOn} steps after the next one, below the period} */
    double season(int stepsOn) {
        int index = phase + stepsOn;
        return season[index >= season.length ? index - season.length : index];
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
