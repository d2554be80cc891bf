package io.affinity.forecast.shape;

import io.affinity.forecast.numeric.RidgeRegression;

/** Learns how levels and shapes follow each other, from days that end at many places of a series. */
final class ShapeLearning {

    /** As many ends of days are looked at in each day. */
    private static final int ENDS = 8;

    /** As many places of a shape are looked at in each day. */
    private static final int PLACES = 48;

    private final double[] values;
    private final int period;
    private final int days;
    private final RidgeRegression levels = new RidgeRegression(Levels.COLUMNS);
    private final RidgeRegression shapes = new RidgeRegression(ShapePoint.shapeColumns());

    /** @param values all of them finite */
    ShapeLearning(double[] values, int period, int days) {
        this.values = values;
        this.period = period;
        this.days = days;
        int stride = Math.max(1, period / ENDS);
        for (int end = days * period; end + period <= values.length; end += stride) {
            learn(end);
        }
    }

    double[] levelWeights() {
        return levels.solve();
    }

    double[] shapeWeights() {
        return shapes.solve();
    }

    /** From the days before this place to the one after it. */
    private void learn(int end) {
        double[] before = new double[days];
        for (int k = 0; k < days; k++) {
            before[k] = level(end - (k + 1) * period);
        }
        double next = level(end);
        double mean = Levels.mean(before);
        if (!(Math.abs(mean) > Double.MIN_NORMAL)) {
            return;
        }
        double[] row = Levels.row(before);
        for (int k = 0; k < row.length; k++) {
            row[k] /= mean;
        }
        levels.add(row, (next - mean) / mean);
        int stride = Math.max(1, period / PLACES);
        for (int j = 0; j < period; j += stride) {
            learnShape(end, j, before, next);
        }
    }

    private void learnShape(int end, int place, double[] before, double next) {
        double mean = 0;
        for (int k = 0; k < days; k++) {
            mean += shape(end, k, place, before) / days;
        }
        double[] row = {shape(end, 0, place, before) - mean, shape(end, days - 1, place, before) - mean};
        shapes.add(row, Levels.shape(values[end + place], next) - mean);
    }

    private double shape(int end, int day, int place, double[] levels) {
        return Levels.shape(values[end - (day + 1) * period + place], levels[day]);
    }

    private double level(int from) {
        double sum = 0;
        for (int i = from; i < from + period; i++) {
            sum += values[i];
        }
        return sum / period;
    }
}
