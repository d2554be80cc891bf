// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import java.util.EnumMap;
import java.util.Map;

/** How predictions of contention came out. */
final class ContentionScores {

    static final int BINS = 10;

    private final Map<Predictor, Double> squaredErrors = new EnumMap<>(Predictor.class);
    private final long[] predictedInBin = new long[BINS];
    private final double[] probabilityInBin = new double[BINS];
    private final long[] happenedInBin = new long[BINS];
    private long predictions;
    private long happened;
    private long intervals;
    private long within80;
    private long within95;

    void add(boolean isContended) {
        predictions++;
        happened += isContended ? 1 : 0;
    }

    void add(Predictor predictor, double probability, boolean isContended) {
        double error = probability - (isContended ? 1 : 0);
        squaredErrors.merge(predictor, error * error, Double::sum);
        if (predictor == Predictor.JOINT) {
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            predictedInBin[bin]++;
            probabilityInBin[bin] += probability;
            happenedInBin[bin] += isContended ? 1 : 0;
        }
    }

    void addInterval(boolean isWithin80, boolean isWithin95) {
        intervals++;
        within80 += isWithin80 ? 1 : 0;
        within95 += isWithin95 ? 1 : 0;
    }

    /** {@return mean squared error of the probabilities; 0 is perfect (Brier, Monthly Weather Review 78, 1950)} */
    double brier(Predictor predictor) {
        return squaredErrors.getOrDefault(predictor, 0.0) / predictions;
    }

    /** {@return how often there was contention} */
    double baseRate() {
        return (double) happened / predictions;
    }

    long predictions() {
        return predictions;
    }

    long predicted(int bin) {
        return predictedInBin[bin];
    }

    double meanProbability(int bin) {
        return probabilityInBin[bin] / predictedInBin[bin];
    }

    double frequency(int bin) {
        return (double) happenedInBin[bin] / predictedInBin[bin];
    }

    /** {@return how often the load of a host was within the 80 % interval of its scenarios} */
    double coverage80() {
        return (double) within80 / intervals;
    }

    double coverage95() {
        return (double) within95 / intervals;
    }
}
