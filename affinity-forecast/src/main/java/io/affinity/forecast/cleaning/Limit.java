package io.affinity.forecast.cleaning;

import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;

/**
 * How much an error counts at most: so many times the usual size, which follows the latest errors. Constant time and memory.
 * Mutable.
 */
final class Limit {

    /** In mean absolute errors; six standard deviations of a normal variable. */
    private static final double SURPRISE = 7.5;

    private static final int FIRST = 24;
    private static final double WEIGHT = 0.02;

    private double size;
    private int seen;
    /** How many errors in a row were too large, negative where they were too low. */
    private int surprises;

    Limit() {}

    static Limit read(StateReader in) {
        Limit limit = new Limit();
        limit.size = in.takeDouble();
        limit.seen = in.takeInt("the number of errors", 0, FIRST);
        limit.surprises =
                in.takeInt("the number of surprises", -CleanedHistory.LONGEST - 1, CleanedHistory.LONGEST + 1);
        return limit;
    }

    void write(StateWriter out) {
        out.putDouble(size);
        out.putInt(seen);
        out.putInt(surprises);
    }

    /** {@return the error as it counts; NaN if it is NaN} */
    double limited(double error) {
        if (Double.isNaN(error)) {
            return error;
        }
        double absolute = Math.abs(error);
        if (seen < FIRST) {
            seen++;
            size += (absolute - size) / seen;
            return error;
        }
        double most = SURPRISE * size;
        // Where nothing has ever varied, nothing says what is much.
        if (absolute <= most || most == 0) {
            surprises = 0;
            size += WEIGHT * (absolute - size);
            return error;
        }
        int sign = error > 0 ? 1 : -1;
        surprises = surprises * sign > 0 ? surprises + sign : sign;
        if (Math.abs(surprises) > CleanedHistory.LONGEST) {
            surprises = sign * (CleanedHistory.LONGEST + 1);
            size += WEIGHT * (absolute - size);
            return error;
        }
        size += WEIGHT * (most - size);
        return sign * most;
    }
}
