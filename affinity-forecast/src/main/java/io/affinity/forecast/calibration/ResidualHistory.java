// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a model has come, and its latest one-step residuals in the order of time, missing ones included; single precision
 * is enough for them. Belongs to one model.
 */
final class ResidualHistory {

    private static final int MOST_RESIDUALS = 2016;
    private static final int LEAST_RESIDUALS = 96;

    private final Instant start;
    private final Duration step;
    private final float[] residuals;
    private int steps;
    private int next;
    private int size;

    /**
     * Remembers as many residuals as the history has values, at least {@value #LEAST_RESIDUALS} and at most
     * {@value #MOST_RESIDUALS}.
     *
     * @param steps how many values of the history the model has taken in already, without residuals
     */
    ResidualHistory(TimeSeries history, int steps) {
        this.start = history.start();
        this.step = history.step();
        this.residuals = new float[Math.max(LEAST_RESIDUALS, Math.min(MOST_RESIDUALS, history.length()))];
        this.steps = steps;
    }

    private ResidualHistory(Instant start, Duration step, float[] residuals) {
        this.start = start;
        this.step = step;
        this.residuals = residuals;
    }

    /** {@return one of the same series that has come as far but remembers nothing} */
    static ResidualHistory none(ResidualHistory other) {
        ResidualHistory history = new ResidualHistory(other.start, other.step, new float[LEAST_RESIDUALS]);
        history.steps = other.steps;
        return history;
    }

    /** Puts its state into bytes. */
    void write(StateWriter out) {
        out.putInstant(start);
        out.putDuration(step);
        out.putInt(residuals.length);
        out.putInt(steps);
        out.putInt(next);
        out.putFloats(residuals, size);
    }

    /** {@return the history that was put into bytes} */
    static ResidualHistory read(StateReader in) {
        Instant start = in.takeInstant();
        Duration step = in.takeStep();
        float[] residuals = new float[in.takeInt("the number of residuals", LEAST_RESIDUALS, MOST_RESIDUALS)];
        ResidualHistory history = new ResidualHistory(start, step, residuals);
        history.steps = in.takeInt("the number of steps", 1, ModelFrame.MOST_STEPS);
        history.next = in.takeInt("the next residual", 0, residuals.length - 1);
        float[] known = in.takeFloatsOrMissing("a residual");
        if (known.length > residuals.length) {
            throw in.broken("it has " + known.length + " residuals, which must be at most " + residuals.length);
        }
        System.arraycopy(known, 0, residuals, 0, known.length);
        history.size = known.length;
        return history;
    }

    /** Takes in the residual of the next step; NaN if its value is missing. */
    void add(double residual) {
        steps++;
        // What exceeds single precision must not become infinite; NaN stays.
        residuals[next] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, residual));
        next = next + 1 == residuals.length ? 0 : next + 1;
        size = Math.min(size + 1, residuals.length);
    }

    /** {@return the time of the last step taken in} */
    Instant origin() {
        // Duration.multipliedBy computes with decimals, at a multiple of the cost of a whole forecast.
        long last = steps - 1L;
        return start.plusSeconds(Math.multiplyExact(last, step.getSeconds())).plusNanos(last * step.getNano());
    }

    /** {@return the distance between two steps} */
    Duration step() {
        return step;
    }

    /** {@return how many residuals are remembered} */
    int size() {
        return size;
    }

    /**
     * {@return the residual of the step {@code steps} before the last one}
     *
     * @throws IllegalArgumentException if so many are not remembered
     */
    double stepsBack(int steps) {
        if (steps < 0 || steps >= size) {
            throw new IllegalArgumentException("The steps back (" + steps
                    + ") must be at least 0 and below the number of residuals (" + size + ").");
        }
        int index = next - 1 - steps;
        return residuals[index < 0 ? index + residuals.length : index];
    }
}
