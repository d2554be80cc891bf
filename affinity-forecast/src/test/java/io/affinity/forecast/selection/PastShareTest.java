// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastShareTest {

    private static final double NONE = Double.NaN;

    private static BacktestScore score(Double... byLead) {
        return new BacktestScore(byLead[0], byLead[3], List.of(byLead));
    }

    private static PastWeights weights(BacktestScore model, BacktestScore longRun, BacktestScore regimes) {
        return PastWeights.of(PastTrial.of(List.of(model, longRun, regimes)));
    }

    @Test
    void whatLosesAsMuchCountsAsMuchAndWhatLosesMoreCountsLess() {
        PastWeights weights = weights(score(1.0, 2.0, 1.0, 1.0), score(1.0, 1.0, 9.0, 1.1), score(1.0, 1.0, 9.0, 9.0));

        assertThat(weights.longRun(6)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(weights.regimes(6)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(weights.longRun(30)).isCloseTo(0.5, within(1e-4));
        assertThat(weights.longRun(96)).isCloseTo(0, within(1e-12));
        // A tenth more counts for 1/e.
        assertThat(weights.longRun(500)).isCloseTo(Math.exp(-1) / (1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void theNextStepIsTheModelsAloneAndWeightsChangeSteadily() {
        PastWeights weights = weights(score(1.0, 1.0, 1.0, 1.0), score(1.0, 1.0, 1.0, 1.0), score(1.0, 1.0, 1.0, 1.0));

        assertThat(weights.longRun(1)).isZero();
        assertThat(weights.longRun(2)).isCloseTo(1 / 15.0, within(1e-12));
        assertThat(weights.longRun(60)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void leadsThatNobodyTestedHaveTheWeightsOfThoseBefore() {
        PastWeights weights =
                weights(score(1.0, 2.0, NONE, NONE), score(1.0, 1.0, NONE, NONE), score(1.0, 9.0, NONE, NONE));

        assertThat(weights.longRun(300)).isCloseTo(weights.longRun(30), within(1e-12));
    }

    @Test
    void whatMakesNoErrorNeedsNoPast() {
        assertThat(weights(score(0.0, 0.0, 0.0, 0.0), score(0.0, 0.0, 0.0, 0.0), score(0.0, 0.0, 0.0, 0.0))
                        .matter())
                .isFalse();
    }

    @Test
    void farAheadAVmThatSwitchesAtRandomMayBeInEitherState() {
        Random random = new Random(20260204);
        double[] values = new double[3000];
        for (int i = 0; i < values.length; i += 20) {
            double level = random.nextBoolean() ? 30 : 0;
            for (int t = i; t < i + 20; t++) {
                values[t] = Math.max(0, level + 0.1 * random.nextGaussian());
            }
        }
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 288)
                .within(0, 40);

        SelectedModel model = (SelectedModel) ((FitResult.Fitted) new Selection().fit(request)).model();
        Forecast forecast = model.forecast(288, QuantileLevels.of(0.1, 0.9));

        assertThat(model.past()).isNotNull();
        assertThat(model.description()).contains("beside it the past");
        assertThat(forecast.quantile(0, 287)).isLessThan(5);
        assertThat(forecast.quantile(1, 287)).isGreaterThan(25);
        Selection selection = new Selection();
        Forecast decoded =
                selection.decode(selection.encode(model), List.of()).forecast(288, QuantileLevels.of(0.1, 0.9));
        assertThat(decoded.quantile(1, 287)).isEqualTo(forecast.quantile(1, 287));
    }

    /** For two weeks it is on or off for an hour by chance, and only how often is known far ahead; then for two days each, and what is now stays. */
    @Test
    void aVmThatTakesItsTimeFromNowOnIsForecastSoBeforeTheNextFit() {
        Random random = new Random(20260206);
        double[] values = new double[4032 + 2304];
        double level = 0;
        for (int i = 0; i < values.length; i++) {
            if (i < 4032 ? i % 12 == 0 : i % 576 == 0) {
                level = i < 4032 ? random.nextBoolean() ? 30 : 0 : 30 - level;
            }
            values[i] = Math.max(0, level + random.nextGaussian());
        }
        TimeSeries fitted = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), Arrays.copyOf(values, 4032));
        SelectedModel model = (SelectedModel) ((FitResult.Fitted)
                        new Selection().fit(ForecastRequest.of(fitted, 288).within(0, 40)))
                .model();
        PastWeights before = Objects.requireNonNull(model.past()).weights();
        Selection selection = new Selection();

        for (int i = 4032; i < values.length; i++) {
            model.observe(values[i]);
            if (i % 500 == 0) {
                // What is kept over a restart goes on as it was.
                model = (SelectedModel) selection.decode(selection.encode(model), List.of());
            }
        }

        PastWeights after = Objects.requireNonNull(model.past()).weights();
        assertThat(after.longRun(96)).isLessThan(before.longRun(96) / 2);
    }

    @Test
    void aSeasonThatRepeatsItselfIsLeftToItsModel() {
        Random random = new Random(20260205);
        double[] values = new double[2500];
        Arrays.setAll(values, i -> 50 + 30 * Math.sin(2 * Math.PI * i / 288) + random.nextGaussian());
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 288);

        SelectedModel model = (SelectedModel) ((FitResult.Fitted) new Selection().fit(request)).model();
        Forecast forecast = model.forecast(144, QuantileLevels.of(0.1, 0.9));

        assertThat(forecast.quantile(1, 143) - forecast.quantile(0, 143)).isLessThan(8);
    }
}
