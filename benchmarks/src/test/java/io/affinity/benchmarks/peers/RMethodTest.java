// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.forecast.Forecast;
import org.junit.jupiter.api.Test;

class RMethodTest {

    @Test
    void aRowOfTheScriptHasMeansAndThenTheBoundsOfAllSteps() {
        SeriesAnswer answer = RMethod.answer("1,ok,0.25,-12.5,ARIMA(0;1;1),10 20 6 16 8 18 12 22 14 24");

        Forecast forecast = answer.forecast();
        assertThat(forecast).isNotNull();
        assertThat(forecast.mean(1)).isEqualTo(20);
        assertThat(new double[] {
                    forecast.quantile(0, 0),
                    forecast.quantile(1, 0),
                    forecast.quantile(2, 0),
                    forecast.quantile(3, 0),
                    forecast.quantile(4, 0)
                })
                .containsExactly(6, 8, 10, 12, 14);
        assertThat(answer.cpuMillis()).isEqualTo(250);
        assertThat(answer.logLikelihood()).isEqualTo(-12.5);
    }

    @Test
    void aFailureOfRIsAnAnswerWithoutAForecast() {
        SeriesAnswer answer = RMethod.answer("1,failed,0.5,NA,non-stationary AR part,");

        assertThat(answer.forecast()).isNull();
        assertThat(answer.cpuMillis()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("non-stationary AR part");
    }
}
