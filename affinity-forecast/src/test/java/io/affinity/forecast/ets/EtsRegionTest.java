// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EtsRegionTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 12})
    void holdsWhereTheStartIsForgotten(int period) {
        EtsSpec spec = EtsSpec.parse("AAdA");
        SplittableRandom random = new SplittableRandom(4);
        int inside = 0;
        int outside = 0;
        for (int i = 0; i < 400; i++) {
            EtsParameters parameters = new EtsParameters(
                    random.nextDouble(0.05, 1.6),
                    random.nextDouble(0, 1),
                    random.nextDouble(0.05, 1.2),
                    random.nextDouble(0.8, 1),
                    0,
                    0,
                    new double[period]);
            double radius = discountRadius(parameters, period);
            if (Math.abs(radius - 1) < 1e-4) {
                continue;
            }
            assertThat(EtsRegion.contains(spec, parameters))
                    .as(
                            "alpha %s, beta %s, gamma %s, phi %s: %s",
                            parameters.alpha, parameters.beta, parameters.gamma, parameters.phi, radius)
                    .isEqualTo(radius < 1);
            inside += radius < 1 ? 1 : 0;
            outside += radius < 1 ? 0 : 1;
        }
        assertThat(inside).isGreaterThan(20);
        assertThat(outside).isGreaterThan(20);
    }

    @Test
    void holdsForTheUsualParametersWithoutASeason() {
        assertThat(EtsRegion.contains(EtsSpec.parse("AAN"), plain(0.9, 0.9, 1))).isTrue();
        assertThat(EtsRegion.contains(EtsSpec.parse("AAN"), plain(1.9, 0.5, 1))).isFalse();
        assertThat(EtsRegion.contains(EtsSpec.parse("ANN"), plain(1.9, 0, 1))).isTrue();
        assertThat(EtsRegion.contains(EtsSpec.parse("ANN"), plain(2.1, 0, 1))).isFalse();
        assertThat(EtsRegion.contains(EtsSpec.parse("AAdN"), plain(0.5, 0.1, 1.1)))
                .isFalse();
    }

    private static EtsParameters plain(double alpha, double beta, double phi) {
        return new EtsParameters(alpha, beta, 0, phi, 0, 0, new double[1]);
    }

    /**
     * The largest root of the recursion of states driven by values, but for the root 1 that belongs to a constant shared
     * by level and season, which no value tells apart.
     */
    private static double discountRadius(EtsParameters p, int period) {
        int size = 2 + period;
        RealMatrix discount = MatrixUtils.createRealMatrix(size, size);
        double[] observed = new double[size];
        observed[0] = 1;
        observed[1] = p.phi;
        observed[size - 1] = 1;
        double[] gain = new double[size];
        gain[0] = p.alpha;
        gain[1] = p.beta;
        gain[2] = p.gamma;
        discount.setEntry(0, 0, 1);
        discount.setEntry(0, 1, p.phi);
        discount.setEntry(1, 1, p.phi);
        discount.setEntry(2, size - 1, 1);
        for (int i = 3; i < size; i++) {
            discount.setEntry(i, i - 1, 1);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                discount.addToEntry(i, j, -gain[i] * observed[j]);
            }
        }
        EigenDecomposition roots = new EigenDecomposition(discount);
        double largest = 0;
        boolean shared = false;
        for (int i = 0; i < size; i++) {
            double real = roots.getRealEigenvalue(i);
            double imaginary = roots.getImagEigenvalue(i);
            if (!shared && Math.abs(real - 1) < 1e-7 && Math.abs(imaginary) < 1e-7) {
                shared = true;
            } else {
                largest = Math.max(largest, Math.hypot(real, imaginary));
            }
        }
        return largest;
    }
}
