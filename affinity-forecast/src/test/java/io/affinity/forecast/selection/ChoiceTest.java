// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private final Random random = new Random(20260111);

    @Test
    void tellsTheLossOfEachCandidateAndWhichOneCounts() {
        Choice choice = choice(new Selection(), seasonal(600));

        assertThat(choice.reason()).isIn(Choice.Reason.BEST, Choice.Reason.SIMPLER);
        assertThat(choice.options()).extracting(Choice.Option::label).startsWith("persistence", "seasonal naive");
        assertThat(choice.options().stream().filter(option -> option.nearWeight() == 1))
                .singleElement()
                .satisfies(option -> {
                    assertThat(option.label()).isEqualTo("season");
                    assertThat(option.nearLoss())
                            .isLessThan(0.5 * choice.options().get(0).nearLoss());
                });
        assertThat(choice.steps()).isEqualTo(12);
        assertThat(choice.farSteps()).isEqualTo(100);
        assertThat(choice.origins()).isBetween(40, 48);
    }

    @Test
    void testsNoMoreThanTheBudgetAllows() {
        Choice whole = choice(new Selection(), seasonal(600));
        Choice little = choice(new Selection().withBudget(40_000), seasonal(600));

        assertThat(whole.options()).extracting(Choice.Option::outcome).containsOnly(Choice.Outcome.TESTED);
        assertThat(little.options())
                .extracting(Choice.Option::outcome)
                .contains(Choice.Outcome.TESTED, Choice.Outcome.OVER_BUDGET);
        assertThat(little.effort()).isLessThanOrEqualTo(40_000);
    }

    @Test
    void testsThePersistenceForecastInAnyCase() {
        Choice choice = choice(new Selection().withBudget(1), seasonal(600));

        assertThat(choice.options().get(0).outcome()).isEqualTo(Choice.Outcome.TESTED);
        assertThat(choice.options().get(0).nearWeight()).isEqualTo(1);
    }

    @Test
    void saysWhereNothingWasTested() {
        assertThat(choice(new Selection(), new double[] {1, 2}).reason()).isEqualTo(Choice.Reason.TOO_SHORT);
        double[] values = seasonal(300);
        Arrays.fill(values, 100, 300, Double.NaN);
        assertThat(choice(new Selection(), values).reason()).isEqualTo(Choice.Reason.UNTESTED);
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> new Selection().withBudget(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 values");
    }

    @Test
    void givesWeightsThatFallWithTheLoss() {
        double[] weights = Mixture.weights(new double[] {1.05, 1, 2, Double.POSITIVE_INFINITY});

        assertThat(weights[1]).isGreaterThan(weights[0]);
        assertThat(weights[0]).isGreaterThan(0.3);
        assertThat(weights[2]).isZero();
        assertThat(weights[3]).isZero();
        assertThat(Mixture.weights(new double[] {1, 0, 0})).containsExactly(0, 1, 0);
        assertThat(Mixture.weights(new double[] {Double.POSITIVE_INFINITY})).containsExactly(0);
    }

    private double[] seasonal(int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 24) + 3 * random.nextGaussian());
        return values;
    }

    private static Choice choice(Selection selection, double[] values) {
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 24);
        return ((SelectedModel) ((FitResult.Fitted) selection.fit(request)).model()).choice();
    }
}
