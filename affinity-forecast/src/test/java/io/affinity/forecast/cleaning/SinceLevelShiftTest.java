package io.affinity.forecast.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinceLevelShiftTest {

    private final List<ForecastRequest> seen = new ArrayList<>();
    private final Forecaster forecaster = SinceLevelShift.of(new Forecaster() {
        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public FitResult fit(ForecastRequest request) {
            seen.add(request);
            return new FitResult.NotConverged("records only");
        }
    });

    @Test
    void showsOnlyWhatCameAfterTheLastShift() {
        double[] values = Noise.of(1200, 0, 1);
        for (int i = 600; i < 1200; i++) {
            values[i] += 9;
        }

        forecaster.fit(ForecastRequest.of(Noise.series(values)));

        assertThat(seen.get(0).history().length()).isCloseTo(600, within(10));
        assertThat(seen.get(0).history().timeOf(0)).isAfter(Noise.series(values).timeOf(590));
    }

    @Test
    void alwaysShowsTwoSeasons() {
        double[] values = Noise.of(14 * 288, 0, 1);
        for (int i = 4032 - 100; i < values.length; i++) {
            values[i] += 30;
        }
        for (int i = 4032 - 900; i < values.length; i++) {
            values[i] += 30;
        }

        forecaster.fit(ForecastRequest.of(Noise.series(values), 288, 2016));

        assertThat(seen.get(0).history().length()).isBetween(2 * 288, 4 * 288);
    }

    @Test
    void showsEverythingWithoutAShift() {
        ForecastRequest request = ForecastRequest.of(Noise.series(Noise.of(1200, 0.5, 4)));

        forecaster.fit(request);

        assertThat(seen).containsExactly(request);
        assertThat(forecaster.name()).isEqualTo("since-shift-recorder");
    }

    @Test
    void showsEverythingIfThereIsNoModelOfTheRest() {
        double[] values = Noise.of(1200, 0, 1);
        for (int i = 600; i < 1200; i++) {
            values[i] += 9;
        }
        ForecastRequest request = ForecastRequest.of(Noise.series(values));

        forecaster.fit(request);

        assertThat(seen).hasSize(2);
        assertThat(seen.get(1)).isEqualTo(request);
    }
}
