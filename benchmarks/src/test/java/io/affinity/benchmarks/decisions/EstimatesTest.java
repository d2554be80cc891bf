// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.balancing.DemandEstimate;
import io.affinity.core.history.DemandHistory;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What peers expect of a VM. Expected numbers are worked out by hand, but for those of the regression. */
class EstimatesTest {

    /** History keeps floats. */
    private static final Offset<Double> CLOSE = within(1e-5);

    private static double estimate(DemandEstimate estimate, double... oldestFirst) {
        return estimate.of(Remembered.VM, 0, Remembered.cores(oldestFirst));
    }

    @Test
    void meanIsThatOfTheLastTwentyFourValuesAndAMargin() {
        double[] sixThenOneToTwentyFour = IntStream.range(0, 30)
                .mapToDouble(i -> i < 6 ? 19 : (i - 5) / 2.0)
                .toArray();

        assertThat(estimate(SimpleEstimates.mean(), sixThenOneToTwentyFour)).isEqualTo(1.15 * 6.25, CLOSE);
        assertThat(estimate(SimpleEstimates.mean(), 1, 2)).isEqualTo(1.15 * 1.5, CLOSE);
        assertThat(estimate(SimpleEstimates.mean(), 1, Double.NaN, 3)).isEqualTo(1.15 * 2, CLOSE);
    }

    @Test
    void trendGoesOnForOneStep() {
        assertThat(estimate(SimpleEstimates.trend(), 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .as("a line through the last twelve values")
                .isEqualTo(13, CLOSE);
        assertThat(estimate(SimpleEstimates.trend(), 2, 2, 2)).isEqualTo(2, CLOSE);
        assertThat(estimate(SimpleEstimates.trend(), 4, Double.NaN, 2))
                .as("the gap is in the middle of the line")
                .isEqualTo(1, CLOSE);
        assertThat(estimate(SimpleEstimates.trend(), 7)).isEqualTo(7, CLOSE);
    }

    @Test
    void trendEndsWhereItMakesNoSense() {
        assertThat(estimate(SimpleEstimates.trend(), 9, 6, 3, 0)).isZero();
        assertThat(estimate(SimpleEstimates.trend(), 15, 17, 19))
                .as("promised are 20")
                .isEqualTo(20, CLOSE);
        assertThat(estimate(SimpleEstimates.trend(), 19, 21, 23))
                .as("was above before")
                .isEqualTo(23, CLOSE);
    }

    @Test
    void whereNothingIsKnownNobodyCanTell() {
        DemandHistory nothing = Remembered.cores(Double.NaN);

        assertThat(SimpleEstimates.mean().of(Remembered.VM, 0, nothing)).isNaN();
        assertThat(SimpleEstimates.trend().of(Remembered.VM, 0, nothing)).isNaN();
        assertThat(new BlendedForecast(0.3).of(Remembered.VM, 0, nothing)).isNaN();
    }

    @Test
    void lineHasTheLeastSquares() {
        assertThat(Line.through(new double[] {1, 3, 2, 5})).satisfies(line -> {
            // Means 1.5 and 2.75, products 5.5 over squares 5.
            assertThat(line.slope()).isEqualTo(1.1, CLOSE);
            assertThat(line.at(4)).isEqualTo(2.75 + 1.1 * 2.5, CLOSE);
        });
    }

    @Test
    void blendIsThatOfTheMomentAndTheForecast() {
        assertThat(estimate(new BlendedForecast(0.3), 1, 2, 6))
                .as("too little to learn from: the mean is the forecast")
                .isEqualTo(0.7 * 6 + 0.3 * 3, CLOSE);
        assertThat(estimate(new BlendedForecast(0), 1, 2, 6)).isEqualTo(6, CLOSE);
        assertThat(estimate(new BlendedForecast(1), 1, 2, 6)).isEqualTo(3, CLOSE);
        assertThat(new BlendedForecast(0.3).of(Remembered.VM, 1, Remembered.cores(1, 2, 6)))
                .as("memory")
                .isEqualTo(5e8, within(1.0));
    }

    @Test
    void aForecastOfNothingDoesNotCount() {
        assertThat(estimate(new BlendedForecast(0.3), 0, 0, 0)).isZero();
        assertThat(estimate(new BlendedForecast(1), 9, 8, 7, 6, 5, 4, 3, 2, 1, 0.01))
                .as("the regression goes below zero")
                .isEqualTo(0.01, CLOSE);
    }

    @Test
    void onlyTheLastHourIsBlended() {
        double[] quietNow =
                IntStream.range(0, 24).mapToDouble(i -> i < 12 ? 19 : 2).toArray();

        assertThat(estimate(new BlendedForecast(1), quietNow)).isEqualTo(2, CLOSE);
    }

    /** Numbers of a second implementation, in Python, by the normal equations. */
    @Test
    void regressionIsThatOfAnotherImplementation() {
        double[] rising = {1, 2, 4, 3, 5, 4, 6, 7, 5, 8, 6, 9};

        assertThat(LagRegression.forecast(rising, 1)).isEqualTo(6.391730261750232, within(1e-12));
        assertThat(LagRegression.forecast(rising, 100)).isEqualTo(6.385851912778532, within(1e-12));
        // Here the largest penalty does best, unless the unit makes it small.
        double[] calming = {2, 8, 1, 9, 3, 7, 4, 4, 5, 5, 5, 4};
        assertThat(LagRegression.forecast(calming, 1)).isEqualTo(4.7478425883323725, within(1e-12));
        assertThat(LagRegression.forecast(calming, 100)).isEqualTo(5.613438434159032, within(1e-12));
    }

    @Test
    void regressionLearnsFromWhatCameAfterTheLastGap() {
        double[] gap = {50, 60, Double.NaN, 3, 3, 3, 3, 3, 3, 3};

        assertThat(LagRegression.forecast(gap, 1)).isEqualTo(3, CLOSE);
        assertThat(LagRegression.forecast(new double[] {1, 2, 3, 4, Double.NaN, 8}, 1))
                .as("too little: the mean of all that is known")
                .isEqualTo(3.6, CLOSE);
    }
}
