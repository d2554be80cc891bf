package example;

import io.affinity.spi.forecast.FleetHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What was learned of one series: its level, and how far that was off. */
final class SmoothedSeries {

    private static final int REMEMBERED = 288;
    private static final double FORGETTING = 0.02;
    private static final double MOST = 1e100; // of a level or a variance that is believed

    private double level = Double.NaN;
    private double last = Double.NaN;
    private double errors; // squared, their sum
    private double changes; // squared, their sum
    private double variance; // of the errors, lately
    private int present;
    private int steps;
    private final double[] residuals = new double[REMEMBERED]; // the newest, in a ring

    static SmoothedSeries learned(FleetHistory history, int vm, int resource, double constant) {
        SmoothedSeries series = new SmoothedSeries();
        for (int back = history.age(vm, resource) - 1; back >= 0; back--) {
            series.observe(history.demand(vm, resource, back), constant, history.upperBound(vm, resource));
        }
        return series;
    }

    void observe(double value, double constant, double upper) {
        double residual = value - Math.min(upper, level); // NaN if either is missing
        residuals[steps++ % REMEMBERED] = residual;
        if (Double.isNaN(value)) {
            return;
        }
        present++;
        if (Double.isNaN(level)) {
            level = value;
        } else {
            errors += residual * residual;
            changes += (value - last) * (value - last);
            variance += Math.max(FORGETTING, 1.0 / present) * (residual * residual - variance);
            level += constant * (value - level);
        }
        last = value;
    }

    /** One is as good as the last value. */
    double relativeLoss() {
        return changes > 0 ? errors / changes : 0;
    }

    double level() {
        return level;
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    int present() {
        return present;
    }

    int residuals() {
        return Math.min(steps, REMEMBERED);
    }

    double residual(int stepsBack) {
        return residuals[Math.floorMod(steps - 1 - stepsBack, REMEMBERED)];
    }

    void write(DataOutput out) throws IOException {
        for (double number : new double[] {level, last, errors, changes, variance}) {
            out.writeDouble(number);
        }
        out.writeInt(present);
        out.writeInt(steps);
        for (double residual : residuals) {
            out.writeDouble(residual);
        }
    }

    /** Believes nothing that would be no forecast: a checksum tells of damage, not of bytes that somebody made up. */
    static SmoothedSeries read(DataInput in) throws IOException {
        SmoothedSeries series = new SmoothedSeries();
        series.level = in.readDouble();
        series.last = in.readDouble();
        series.errors = in.readDouble();
        series.changes = in.readDouble();
        series.variance = in.readDouble();
        series.present = in.readInt();
        series.steps = in.readInt();
        boolean isKnown = series.level >= 0 && series.level <= MOST && series.last >= 0 && series.last <= MOST;
        if (series.present < 0 || series.steps < series.present || (series.present > 0 && !isKnown)) {
            throw new IOException("a level of " + series.level + " after " + series.present + " values");
        }
        if (!(series.errors >= 0 && series.changes >= 0 && series.variance >= 0 && series.variance <= MOST)) {
            throw new IOException("a variance of " + series.variance);
        }
        for (int i = 0; i < REMEMBERED; i++) {
            series.residuals[i] = in.readDouble();
        }
        return series;
    }
}
