package io.affinity.forecast.transform;

/**
 * The Box-Cox parameter by which variation depends least on the level (Guerrero 1993): the series is cut into blocks of a
 * period, and the coefficient of variation of {@code sd / mean^(1 - lambda)} over the blocks is least.
 */
final class Guerrero {

    private static final int LEAST_BLOCKS = 2;
    private static final int GRID = 24;
    private static final double TOLERANCE = 1e-6;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[] logMeans;
    private final double[] deviations;
    private final int blocks;

    private Guerrero(double[] values, int period) {
        int all = values.length / period;
        logMeans = new double[all];
        deviations = new double[all];
        int used = 0;
        for (int block = 0; block < all; block++) {
            used += use(values, values.length - (all - block) * period, period, used) ? 1 : 0;
        }
        blocks = used;
    }

    /**
     * {@return the parameter between {@code least} and {@code most}; NaN if there are not two blocks that vary and whose mean is
     * positive}
     *
     * @param values NaN where missing
     * @param period length of a block, at least 2
     */
    static double lambda(double[] values, int period, double least, double most) {
        Guerrero guerrero = new Guerrero(values, period);
        return guerrero.blocks < LEAST_BLOCKS ? Double.NaN : guerrero.least(least, most);
    }

    private boolean use(double[] values, int from, int period, int index) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < from + period; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i < from + period; i++) {
            if (!Double.isNaN(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        }
        boolean usable = count > 1 && mean > 0;
        if (usable) {
            logMeans[index] = Math.log(mean);
            deviations[index] = Math.sqrt(squares / (count - 1));
        }
        return usable;
    }

    /** The best of a grid, then golden section search around it. */
    private double least(double from, double to) {
        double best = from;
        for (int i = 1; i <= GRID; i++) {
            double lambda = from + i * (to - from) / GRID;
            best = variation(lambda) < variation(best) ? lambda : best;
        }
        double low = Math.max(from, best - (to - from) / GRID);
        double high = Math.min(to, best + (to - from) / GRID);
        while (high - low > TOLERANCE) {
            double width = GOLDEN * (high - low);
            if (variation(high - width) < variation(low + width)) {
                high = low + width;
            } else {
                low = high - width;
            }
        }
        return Double.isNaN(variation(best)) ? Double.NaN : (low + high) / 2;
    }

    private double variation(double lambda) {
        double sum = 0;
        for (int i = 0; i < blocks; i++) {
            sum += ratio(i, lambda);
        }
        double mean = sum / blocks;
        double squares = 0;
        for (int i = 0; i < blocks; i++) {
            double deviation = ratio(i, lambda) - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / (blocks - 1)) / mean;
    }

    private double ratio(int block, double lambda) {
        return deviations[block] * Math.exp((lambda - 1) * logMeans[block]);
    }
}
