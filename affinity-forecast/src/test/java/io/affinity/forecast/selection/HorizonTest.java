// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizonTest {

    private static ForecastRequest request() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[900];
        Arrays.setAll(values, i -> 10 + 4 * Math.sin(i / 24.0) + random.nextDouble());
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 24);
    }

    private static Choice choice(ForecastRequest request) {
        FitResult result = new Selection().fit(request);
        return ((SelectedModel) ((FitResult.Fitted) result).model()).choice();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 150", "6, 6, 150", "12, 12, 150", "48, 48, 150", "100, 100, 100", "1000, 150, 150"})
    void candidatesAreTestedAsFarAheadAsForecastsAreUsed(int horizon, int near, int far) {
        Choice choice = choice(request().withHorizon(horizon));

        assertThat(choice.steps()).isEqualTo(near);
        assertThat(choice.farSteps()).isEqualTo(far);
    }

    @Test
    void withoutAHorizonThatIsAnHour() {
        assertThat(choice(request())).isEqualTo(choice(request().withHorizon(12)));
    }
}
