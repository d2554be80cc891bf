// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetLearningTest {

    private static final int VMS = 40;
    private static final int DAYS = 21;
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    private static Stream<FleetForecaster> forecasters() {
        return Stream.of(new FleetBoosting(), new FleetForest());
    }

    private static FleetModel fitted(FleetForecaster forecaster, MadeFleet history) {
        FleetRequest request = FleetRequest.of(history, 24, 168).withHorizon(24);
        return ((FleetFitResult.Fitted) forecaster.fit(request)).model();
    }

    private static Forecast known(SeriesResult result) {
        return ((SeriesResult.Forecasted) result).forecast();
    }

    private static double noise(int vm, int step) {
        return new SplittableRandom(1000L * vm + step).nextDouble();
    }

    /** Off but for six hours from a time on that is each VM's own. */
    private static double batch(int vm, int step) {
        return Math.floorMod(step - 5 * vm, 24) < 6 ? 20 + vm + noise(vm, step) : noise(vm, step);
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void foreseesABatchThatComesEveryDay(FleetForecaster forecaster) {
        MadeFleet fleet = MadeFleet.of(VMS, 24 * (DAYS + 1), FleetLearningTest::batch);

        List<SeriesResult> results = fitted(forecaster, fleet.upTo(24 * DAYS)).forecast(24, LEVELS);

        int right = 0;
        for (int v = 0; v < VMS; v++) {
            for (int i = 0; i < 24; i++) {
                boolean isHigh = fleet.value(v, 24 * DAYS + i) > 10;
                right += known(results.get(v)).quantile(1, i) > 10 == isHigh ? 1 : 0;
            }
        }
        assertThat(right / (24.0 * VMS)).as("hours whose state the median has").isGreaterThan(0.95);
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void coversAsMuchAsItSays(FleetForecaster forecaster) {
        MadeFleet fleet = MadeFleet.of(VMS, 24 * (DAYS + 1), (vm, step) -> 20 + 40 * noise(vm, step));

        List<SeriesResult> results = fitted(forecaster, fleet.upTo(24 * DAYS)).forecast(24, LEVELS);

        int within = 0;
        for (int v = 0; v < VMS; v++) {
            for (int i = 0; i < 24; i++) {
                double value = fleet.value(v, 24 * DAYS + i);
                Forecast forecast = known(results.get(v));
                within += value >= forecast.quantile(0, i) && value <= forecast.quantile(2, i) ? 1 : 0;
            }
        }
        assertThat(within / (24.0 * VMS)).isCloseTo(0.8, within(0.06));
    }

    /** Demand is high in the hours of an event, which are at no regular time. The next one is in the 6th hour from now. */
    @ParameterizedTest
    @MethodSource("forecasters")
    void foreseesWhatIsAnnounced(FleetForecaster forecaster) {
        Covariate event = new Event(24 * DAYS + 5);
        MadeFleet fleet = MadeFleet.of(
                        VMS, 24 * DAYS, (vm, step) -> Event.isAt(step) ? 60 + noise(vm, step) : 10 + noise(vm, step))
                .with(event);

        Forecast forecast = known(fitted(forecaster, fleet).forecast(8, LEVELS).get(0));

        assertThat(forecast.quantile(1, 5)).isGreaterThan(50);
        assertThat(forecast.quantile(1, 3)).isLessThan(20);
    }

    /** Whether something happens in an hour; also in one hour of the future. */
    private record Event(int announced) implements Covariate {

        static boolean isAt(int step) {
            return new SplittableRandom(step).nextInt(12) == 0;
        }

        @Override
        public String name() {
            return "event";
        }

        @Override
        public double value(Instant stepStart) {
            int step = (int) Duration.between(MadeFleet.START, stepStart).toHours();
            return step == announced || (step < announced - 5 && isAt(step)) ? 1 : 0;
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void tellsANewVmByItsTenant(FleetForecaster forecaster) {
        int last = VMS - 1; // of the tenant whose VMs demand much
        MadeFleet fleet = MadeFleet.of(
                VMS, 24 * DAYS, (vm, step) -> vm == last ? Double.NaN : (vm % 2 == 0 ? 5 : 70) + noise(vm, step));

        SeriesResult result = fitted(forecaster, fleet).forecast(3, LEVELS).get(last);

        assertThat(result).isInstanceOf(SeriesResult.ByAttributes.class);
        Forecast forecast = ((SeriesResult.ByAttributes) result).forecast();
        assertThat(forecast.quantile(1, 0)).isBetween(69.0, 72.0);
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void keepsItsResidualsThroughARefit(FleetForecaster forecaster) {
        MadeFleet fleet = MadeFleet.of(VMS, 24 * DAYS, FleetLearningTest::batch);
        FleetModel model = fitted(forecaster, fleet.upTo(24 * DAYS - 3));
        for (int left = 2; left >= 0; left--) {
            model.observe(fleet.upTo(24 * DAYS - left));
        }

        FleetFitResult again = forecaster.refit(model, FleetRequest.of(fleet, 24, 168));

        FleetModel refitted = ((FleetFitResult.Fitted) again).model();
        assertThat(refitted.residuals(7, 0)).isEqualTo(3);
        for (int back = 0; back < 3; back++) {
            assertThat(refitted.residual(7, 0, back)).isEqualTo(model.residual(7, 0, back));
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void saysWhichFeaturesMoveAForecast(FleetForecaster forecaster) {
        MadeFleet fleet = MadeFleet.of(VMS, 24 * DAYS, FleetLearningTest::batch);
        FleetModel model = fitted(forecaster, fleet);

        Map<String, Double> contributions = FleetContributions.of(model, 3, 0, 7);

        double ofThisTime = contributions.entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains("this time") || entry.getKey().startsWith("same time"))
                .mapToDouble(entry -> Math.abs(entry.getValue()))
                .sum();
        double ofAll = contributions.values().stream().mapToDouble(Math::abs).sum();
        assertThat(contributions).containsKeys("lead", "time of day", "hours in this state", "last value");
        assertThat(ofThisTime / ofAll)
                .as("what other days say of a daily batch")
                .isGreaterThan(0.3);
    }

    @Test
    void refusesToExplainModelsOfOthers() {
        MadeFleet fleet = MadeFleet.of(2, 48, FleetLearningTest::batch);
        FleetModel model = fitted(new FleetForest(), fleet);

        assertThatThrownBy(() -> FleetContributions.of(model, 2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VM (2)");
        assertThatThrownBy(() -> FleetContributions.of(model, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lead (0)");
    }
}
