package io.affinity.forecast.seasonality;

/** The trend of a series by least squares. */
final class StraightLine {

    private StraightLine() {}

    /** {@return what is left, in units of its largest size, so that squares of it are finite; all zero if nothing is} */
    static double[] removedFrom(double[] values) {
        int length = values.length;
        double size = 0;
        for (double value : values) {
            size = Math.max(size, Math.abs(value));
        }
        double mean = 0;
        for (double value : values) {
            mean += value / size / length;
        }
        double center = (length - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            products += (i - center) * (values[i] / size - mean);
            squares += (i - center) * (i - center);
        }
        double[] rest = new double[length];
        double most = 0;
        for (int i = 0; i < length; i++) {
            rest[i] = values[i] / size - mean - products / squares * (i - center);
            most = Math.max(most, Math.abs(rest[i]));
        }
        // Rounding errors of a constant or a straight line are no series.
        boolean isNothing = !(most > 1e-12);
        for (int i = 0; i < length; i++) {
            rest[i] = isNothing ? 0 : rest[i] / most;
        }
        return rest;
    }
}
