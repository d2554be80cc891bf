// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.storage.SnapshotChecks;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Notices that a model has gone wrong: a one-sided cumulative sum of its one-step errors, each in units of the mean absolute
 * error so far. An error adds what it has above {@value #ALLOWANCE} usual ones, and the alarm is raised at {@value #LIMIT}: by
 * a series of errors of four times the usual size after five steps, and by normal noise about never. While the series itself
 * changes more than it usually does, errors may be larger in proportion: a restless hour is not a wrong model. Constant time
 * and memory.
 *
 * <p>Source: Page, "Continuous Inspection Schemes", Biometrika 41 (1954).
 */
final class ErrorMonitor {

    private static final int WARM_UP = 24;
    private static final int MEMORY = 288;
    private static final int RECENT = 12;
    private static final double ALLOWANCE = 1.5;
    private static final double LIMIT = 12;

    /** An outlier counts for this many usual errors at most: a single one is no reason to learn anew. */
    private static final double CUT = 4;

    private double usualError;
    private double usualChange;
    private double recentChange;
    private double sum;
    private int errors;
    private int changes;
    private double last = Double.NaN;
    private double expected = Double.NaN;
    private boolean alarmed;

    /** Notes what the model expects of the next step; NaN for nothing. */
    void expect(double mean) {
        expected = mean;
    }

    /** Takes what came of it; NaN if that was not measured. */
    void observe(double value) {
        double error = Math.abs(value - expected);
        expected = Double.NaN;
        if (Double.isNaN(value)) {
            return;
        }
        noteChange(Math.abs(value - last));
        last = value;
        if (Double.isNaN(error)) {
            return;
        }
        errors++;
        if (errors > WARM_UP && usualError > 0) {
            double unit = usualError * restlessness();
            error = Math.min(error, CUT * unit);
            sum = Math.max(0, sum + error / unit - ALLOWANCE);
            alarmed |= sum > LIMIT;
        }
        usualError += Math.max(1.0 / errors, 1.0 / MEMORY) * (error - usualError);
    }

    private void noteChange(double change) {
        if (!Double.isNaN(change)) {
            changes++;
            recentChange += Math.max(1.0 / changes, 1.0 / RECENT) * (change - recentChange);
            usualChange += Math.max(1.0 / changes, 1.0 / MEMORY) * (change - usualChange);
        }
    }

    private double restlessness() {
        return usualChange > 0 ? Math.max(1, recentChange / usualChange) : 1;
    }

    /** {@return whether the model should be learned anew} */
    boolean isAlarmed() {
        return alarmed;
    }

    /** Begins anew, with a new model. What errors are usual is part of the series and stays. */
    void reset() {
        sum = 0;
        alarmed = false;
    }

    void write(DataOutput out) throws IOException {
        for (double number : new double[] {usualError, usualChange, recentChange, sum, last, expected}) {
            out.writeDouble(number);
        }
        out.writeInt(errors);
        out.writeInt(changes);
        out.writeBoolean(alarmed);
    }

    /** {@return the monitor that was written} */
    static ErrorMonitor read(DataInputStream in) throws IOException {
        ErrorMonitor monitor = new ErrorMonitor();
        monitor.usualError = SnapshotChecks.finiteNotNegative("usual error", in.readDouble());
        monitor.usualChange = SnapshotChecks.finiteNotNegative("usual change", in.readDouble());
        monitor.recentChange = SnapshotChecks.finiteNotNegative("recent change", in.readDouble());
        monitor.sum = SnapshotChecks.finiteNotNegative("sum of errors", in.readDouble());
        monitor.last = SnapshotChecks.finiteOrMissing("last value", in.readDouble());
        monitor.expected = SnapshotChecks.finiteOrMissing("expected value", in.readDouble());
        monitor.errors = SnapshotChecks.notNegative("number of errors", in.readInt());
        monitor.changes = SnapshotChecks.notNegative("number of changes", in.readInt());
        monitor.alarmed = in.readBoolean();
        return monitor;
    }
}
