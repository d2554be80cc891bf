// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affinity.forecast.baseline.SeasonalNaive;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A random walk and a season of about the same size: the last value knows nothing of the season, the last season nothing of
 * the walk, and their mean is off by less than either.
 */
class CombinedSelectionTest {

    private static final int PERIOD = 24;

    private static final Selection SELECTION = new Selection().withCandidates(List.of(new SeasonalNaive()));

    private final double[] values = walkWithSeason();
    private final SelectedModel model = fitted(SELECTION, values);

    @Test
    void combinesWhereNoneIsClearlyTheBest() {
        assertThat(model.choice().reason()).isEqualTo(Choice.Reason.COMBINED);
        assertThat(model.description()).startsWith("auto: combination: ").contains("none clearly the best");
        assertThat(model.choice().options()).hasSize(2).allSatisfy(option -> {
            assertThat(option.outcome()).isEqualTo(Choice.Outcome.TESTED);
            assertThat(option.nearWeight()).isBetween(0.1, 0.9);
        });
        assertThat(model.choice().options().stream()
                        .mapToDouble(Choice.Option::nearWeight)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void remembersTheResidualsOfTheCombinationItself() {
        for (int i = 0; i < 3; i++) {
            double expected = model.forecast(1, QuantileLevels.STANDARD).mean(0);
            model.observe(50 + i);
            assertThat(model.residual(0)).isCloseTo(50 + i - expected, within(1e-4));
        }
        model.observe(Double.NaN);
        assertThat(model.residual(0)).isNaN();
    }

    @Test
    void hasAResidualForEachStepSinceItsMembersBegan() {
        assertThat(model.residuals()).isEqualTo(values.length - PERIOD);
        assertThat(model.origin()).isEqualTo(request(values).history().timeOf(values.length - 1));
    }

    @Test
    void coversWhatComesAsOftenAsItSays() {
        double[] all = walkWithSeason(3000);
        SelectedModel going = fitted(SELECTION, Arrays.copyOf(all, 1000));
        int covered = 0;
        for (int i = 1000; i < all.length; i++) {
            Forecast forecast = going.forecast(1, QuantileLevels.of(0.1, 0.9));
            covered += all[i] >= forecast.quantile(0, 0) && all[i] <= forecast.quantile(1, 0) ? 1 : 0;
            going.observe(all[i]);
        }

        // Three standard deviations of 2,000 independent draws are 0.027.
        assertThat(covered / 2000.0).isBetween(0.77, 0.83);
    }

    @Test
    void observesWithoutAllocating() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        model.observe(50);
        threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            model.observe(i % 7 == 0 ? Double.NaN : 50 + i % 5);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // Not per observation: the virtual machine itself may book a few kilobytes on this thread.
        assertThat(allocated).isLessThan(10_000);
    }

    @Test
    void goesOnFromBytes() {
        FittedModel decoded = SELECTION.decode(SELECTION.encode(model), List.of());

        for (int i = 0; i < 50; i++) {
            model.observe(i % 7 == 0 ? Double.NaN : 50 + i);
            decoded.observe(i % 7 == 0 ? Double.NaN : 50 + i);
        }
        Forecast expected = model.forecast(60, QuantileLevels.STANDARD);
        Forecast actual = decoded.forecast(60, QuantileLevels.STANDARD);
        for (int step = 0; step < 60; step++) {
            assertThat(actual.mean(step)).isEqualTo(expected.mean(step));
            for (int l = 0; l < QuantileLevels.STANDARD.size(); l++) {
                assertThat(actual.quantile(l, step)).isEqualTo(expected.quantile(l, step));
            }
        }
        assertThat(((SelectedModel) decoded).choice()).isEqualTo(model.choice());
    }

    @Test
    void doesNotReadAModelOfCandidatesThatItDoesNotHave() {
        byte[] bytes = SELECTION.encode(model);

        assertThatThrownBy(() -> new Selection().decode(bytes, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seasonal-naive");
    }

    private static SelectedModel fitted(Selection selection, double[] values) {
        return (SelectedModel) ((FitResult.Fitted) selection.fit(request(values))).model();
    }

    private static ForecastRequest request(double[] values) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), PERIOD);
    }

    private static double[] walkWithSeason() {
        return walkWithSeason(1000);
    }

    private static double[] walkWithSeason(int length) {
        Random random = new Random(20260110);
        double[] season = new double[PERIOD];
        Arrays.setAll(season, i -> 1.4 * random.nextGaussian());
        double[] values = new double[length];
        double level = 50;
        for (int i = 0; i < length; i++) {
            level += 0.5 * random.nextGaussian();
            values[i] = level + season[i % PERIOD];
        }
        return values;
    }
}
