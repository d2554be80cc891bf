// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The squared amplitudes of a series at the frequencies {@code k / length}, for any length: as a convolution (Bluestein 1970).
 * The only class that sees the transforms of commons-math.
 */
final class Periodogram {

    private Periodogram() {}

    /** {@return the squared amplitude at index {@code k}, 0 to length / 2} */
    static double[] of(double[] values) {
        int length = values.length;
        int padded = Integer.highestOneBit(Math.max(2, 2 * length) - 1) << 1;
        double[][] chirped = new double[2][padded];
        double[][] chirp = new double[2][padded];
        for (int i = 0; i < length; i++) {
            // The square modulo twice the length, so that the angle stays exact.
            double angle = Math.PI * ((long) i * i % (2L * length)) / length;
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            chirped[0][i] = values[i] * cosine;
            chirped[1][i] = -values[i] * sine;
            chirp[0][i] = cosine;
            chirp[1][i] = sine;
            if (i > 0) {
                chirp[0][padded - i] = cosine;
                chirp[1][padded - i] = sine;
            }
        }
        transform(chirped, TransformType.FORWARD);
        transform(chirp, TransformType.FORWARD);
        for (int i = 0; i < padded; i++) {
            double real = chirped[0][i] * chirp[0][i] - chirped[1][i] * chirp[1][i];
            chirped[1][i] = chirped[0][i] * chirp[1][i] + chirped[1][i] * chirp[0][i];
            chirped[0][i] = real;
        }
        transform(chirped, TransformType.INVERSE);
        double[] power = new double[length / 2 + 1];
        for (int k = 0; k < power.length; k++) {
            power[k] = chirped[0][k] * chirped[0][k] + chirped[1][k] * chirped[1][k];
        }
        return power;
    }

    /** {@return the sum of {@code weights[k] * cos(2 pi k lag / length)} at index {@code lag}, 0 to length / 2} */
    static double[] cosineSums(double[] weights, int length) {
        int padded = Integer.highestOneBit(Math.max(2, length) - 1) << 1;
        double[][] spectrum = new double[2][padded];
        for (int k = 1; k < weights.length; k++) {
            // The nearest frequency of the padded length is near enough to find where to look closer.
            int index = (int) Math.round((double) k * padded / length);
            if (index < padded) {
                spectrum[0][index] += weights[k];
            }
        }
        transform(spectrum, TransformType.FORWARD);
        double[] sums = new double[length / 2 + 1];
        System.arraycopy(spectrum[0], 0, sums, 0, sums.length);
        return sums;
    }

    private static void transform(double[][] realAndImaginary, TransformType type) {
        FastFourierTransformer.transformInPlace(realAndImaginary, DftNormalization.STANDARD, type);
    }
}
