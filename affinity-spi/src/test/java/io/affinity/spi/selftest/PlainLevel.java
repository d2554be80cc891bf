// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FleetHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The level of one series, smoothed, with how far it was off. */
final class PlainLevel {

    private static final int REMEMBERED = 100;

    double level = Double.NaN;
    double squares;
    double spread;
    int count;
    private static final double MOST = 1e100;

    private int steps;
    private final double[] residuals = new double[REMEMBERED];

    /** {@return what a series has told by now} */
    static PlainLevel learned(FleetHistory history, int vm, int resource, double constant) {
        PlainLevel level = new PlainLevel();
        for (int back = history.age(vm, resource) - 1; back >= 0; back--) {
            level.observe(history.demand(vm, resource, back), constant, history.upperBound(vm, resource));
        }
        return level;
    }

    void observe(double value, double constant, double upper) {
        double residual = value - Math.min(upper, level);
        residuals[steps++ % REMEMBERED] = residual;
        if (Double.isNaN(value)) {
            return;
        }
        count++;
        if (Double.isNaN(level)) {
            level = value;
        } else {
            squares += residual * residual;
            level += constant * (value - level);
            spread += 0.1 * (Math.abs(residual) - spread);
        }
    }

    int remembered() {
        return Math.min(steps, REMEMBERED);
    }

    double residual(int stepsBack) {
        return residuals[Math.floorMod(steps - 1 - stepsBack, REMEMBERED)];
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(level);
        out.writeDouble(squares);
        out.writeDouble(spread);
        out.writeInt(count);
        out.writeInt(steps);
        for (double residual : residuals) {
            out.writeDouble(residual);
        }
    }

    static PlainLevel read(DataInput in) throws IOException {
        PlainLevel level = new PlainLevel();
        level.level = number(in);
        level.squares = number(in);
        level.spread = number(in);
        int count = Math.max(0, in.readInt());
        level.count = Double.isNaN(level.level + level.spread) ? 0 : count;
        level.steps = Math.max(0, in.readInt());
        for (int i = 0; i < REMEMBERED; i++) {
            level.residuals[i] = number(in);
        }
        return level;
    }

    /** NaN is legal where nothing was known. */
    private static double number(DataInput in) throws IOException {
        double value = in.readDouble();
        if (Math.abs(value) > MOST) {
            throw new IOException("a number of " + value);
        }
        return value;
    }
}
