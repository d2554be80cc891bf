// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HoltWintersTest {

    private static final SmoothingParameters FIXED = new SmoothingParameters(0.3, 0.1, 0.2, 0.9);

    @Test
    void knowsAfterObservingWhatAFitToTheWholeKnows() {
        double[] values = daily(300);
        HoltWinters forecaster = new HoltWinters().withTrend(Trend.DAMPED).withParameters(FIXED);
        FittedModel whole = fitted(forecaster, values, 24);
        FittedModel part = fitted(forecaster, Arrays.copyOf(values, 200), 24);
        for (int i = 200; i < 300; i++) {
            part.observe(values[i]);
        }

        for (int i = 0; i < 30; i++) {
            assertThat(part.forecast(30, QuantileLevels.STANDARD).mean(i))
                    .isEqualTo(whole.forecast(30, QuantileLevels.STANDARD).mean(i));
        }
        assertThat(part.origin()).isEqualTo(whole.origin());
        assertThat(part.residual(50)).isEqualTo(whole.residual(50));
    }

    @Test
    void learnsASeasonThatIsCoveredTwice() {
        double[] values = daily(240);
        FittedModel model = fitted(new HoltWinters(), values, 24);

        for (int i = 0; i < 24; i++) {
            assertThat(model.forecast(24, QuantileLevels.STANDARD).mean(i))
                    .isCloseTo(50 + 20 * Math.sin(2 * Math.PI * (240 + i) / 24), within(3.0));
        }
        assertThat(model.description()).contains("period 24");
    }

    @Test
    void doesWithoutASeasonThatIsNotCoveredUnlessItIsRequired() {
        ForecastRequest request = request(daily(40), 24);

        FitResult optional = new HoltWinters().fit(request);
        FitResult required = new HoltWinters().withSeason(SeasonChoice.ADDITIVE).fit(request);

        assertThat(((FitResult.Fitted) optional).model().description()).contains("no season");
        assertThat(required).isEqualTo(new FitResult.InsufficientHistory(48, 40));
    }

    @Test
    void followsATrendAsFarAsItIsTold() {
        double[] ramp = new double[100];
        Arrays.setAll(ramp, i -> 10 + 2.0 * i);

        assertThat(mean(HoltWinters.simple().withTrend(Trend.ADDITIVE), ramp, 50))
                .isCloseTo(308, within(1e-6));
        assertThat(mean(HoltWinters.simple().withTrend(Trend.DAMPED), ramp, 50)).isBetween(215.0, 308.0);
        assertThat(mean(HoltWinters.simple(), ramp, 50)).isCloseTo(208, within(1.0));
    }

    @Test
    void learnsThroughGaps() {
        double[] values = daily(480);
        SplittableRandom random = new SplittableRandom(3);
        Arrays.setAll(values, i -> random.nextDouble() < 0.6 ? Double.NaN : values[i]);
        FittedModel model = fitted(new HoltWinters(), values, 24);

        double error = 0;
        for (int i = 0; i < 24; i++) {
            double expected = 50 + 20 * Math.sin(2 * Math.PI * (480 + i) / 24);
            error += Math.abs(model.forecast(24, QuantileLevels.STANDARD).mean(i) - expected) / 24;
        }
        assertThat(error).isLessThan(3);
    }

    @Test
    void saysHowManyValuesItNeeds() {
        ForecastRequest two = request(new double[] {1, Double.NaN, 2}, 24);

        assertThat(HoltWinters.simple().fit(two)).isEqualTo(new FitResult.InsufficientHistory(3, 2));
        assertThat(HoltWinters.simple().withTrend(Trend.DAMPED).fit(two))
                .isEqualTo(new FitResult.InsufficientHistory(5, 2));
    }

    @Test
    void saysThatItsErrorsAreNotFinite() {
        ForecastRequest extreme = request(new double[] {1e300, -1e300, 1e300, -1e300}, 24);

        assertThat(HoltWinters.simple().fit(extreme)).isInstanceOf(FitResult.NotConverged.class);
    }

    @Test
    void rejectsParametersOutsideTheAdmissibleRegion() {
        assertThatThrownBy(() -> new SmoothingParameters(1.5, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new SmoothingParameters(0.5, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double mean(HoltWinters forecaster, double[] values, int lead) {
        return fitted(forecaster, values, 1000)
                .forecast(lead, QuantileLevels.STANDARD)
                .mean(lead - 1);
    }

    private static double[] daily(int length) {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[length];
        Arrays.setAll(values, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 24) + random.nextDouble(-2, 2));
        return values;
    }

    private static ForecastRequest request(double[] values, int period) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), period);
    }

    private static FittedModel fitted(HoltWinters forecaster, double[] values, int period) {
        return ((FitResult.Fitted) forecaster.fit(request(values, period))).model();
    }
}
