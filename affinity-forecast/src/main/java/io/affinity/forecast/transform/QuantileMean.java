package io.affinity.forecast.transform;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The mean of a distribution from five of its quantiles: those at the nodes of Gauss-Hermite quadrature, by its weights. Exact
 * for polynomials of the ninth degree of a normal variable, and near for the smooth functions of one that the transformations
 * are.
 */
final class QuantileMean {

    private static final double INNER = 1.355626179974266;
    private static final double OUTER = 2.856970013872806;
    private static final double[] DEVIATIONS = {-OUTER, -INNER, 0, INNER, OUTER};
    private static final double[] WEIGHTS = {
        0.011257411327720677, 0.22207592200561257, 8.0 / 15, 0.22207592200561257, 0.011257411327720677
    };

    /** The probabilities of a normal variable below the nodes. */
    static final QuantileLevels NODES =
            QuantileLevels.of(0.002138531211301735, 0.08760906885845621, 0.5, 0.9123909311415438, 0.9978614687886983);

    private static final QuantileMean STANDARD = merged(QuantileLevels.STANDARD);

    private final QuantileLevels levels;
    private final int[] nodes;
    private final int[] asked;

    private QuantileMean(QuantileLevels levels, int[] nodes, int[] asked) {
        this.levels = levels;
        this.nodes = nodes;
        this.asked = asked;
    }

    /** {@return the nodes among these levels} */
    static QuantileMean with(QuantileLevels levels) {
        return levels.equals(QuantileLevels.STANDARD) ? STANDARD : merged(levels);
    }

    private static QuantileMean merged(QuantileLevels levels) {
        double[] asked = values(levels);
        double[] all = DoubleStream.concat(Arrays.stream(values(NODES)), Arrays.stream(asked))
                .sorted()
                .distinct()
                .toArray();
        return new QuantileMean(QuantileLevels.of(all), places(values(NODES), all), places(asked, all));
    }

    /** {@return the levels asked for and those of the nodes} */
    QuantileLevels levels() {
        return levels;
    }

    /** {@return the index among all of the level asked for with this index} */
    int index(int level) {
        return asked[level];
    }

    /** {@return the mean of the distribution with these quantiles, by index among all levels} */
    double mean(IntToDoubleFunction quantile) {
        double mean = 0;
        for (int i = 0; i < nodes.length; i++) {
            mean += WEIGHTS[i] * quantile.applyAsDouble(nodes[i]);
        }
        return mean;
    }

    /** {@return the standard deviation that a normal distribution with these quantiles at the nodes would have} */
    static double spread(Forecast forecast) {
        return (forecast.quantile(3, 0) - forecast.quantile(1, 0)) / (2 * INNER);
    }

    /** {@return the mean of a function of a normal variable} */
    static double normal(double center, double spread, DoubleUnaryOperator function) {
        double mean = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            mean += WEIGHTS[i] * function.applyAsDouble(center + DEVIATIONS[i] * spread);
        }
        return mean;
    }

    private static int[] places(double[] of, double[] in) {
        return Arrays.stream(of)
                .mapToInt(value -> Arrays.binarySearch(in, value))
                .toArray();
    }

    private static double[] values(QuantileLevels levels) {
        double[] values = new double[levels.size()];
        for (int l = 0; l < values.length; l++) {
            values[l] = levels.get(l);
        }
        return values;
    }
}
