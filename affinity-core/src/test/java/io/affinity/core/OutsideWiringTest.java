// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.dependence.OutsideSettings;
import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutsideWiringTest {

    private record Unknown(String name) implements OutsideSeries {

        @Override
        public boolean concerns(VmId vm) {
            return true;
        }

        @Override
        public double[] values(Instant start, Duration step, int length) {
            double[] values = new double[length];
            Arrays.fill(values, Double.NaN);
            return values;
        }
    }

    private final LoopScene scene = new LoopScene();

    private RebalancerBuilder outside(List<Unknown> series) {
        return scene.builder().outside(series, new LastValueForecaster(1), OutsideSettings.DEFAULT);
    }

    @Test
    void eachSeriesHasANameOfItsOwn() {
        assertThatThrownBy(() -> outside(Collections.nCopies(2, new Unknown("logins"))))
                .hasMessageContaining(
                        "The name (logins) of a series from outside must not be blank, or that of another");
        assertThatThrownBy(() -> outside(List.of(new Unknown(" ")))).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> outside(IntStream.range(0, 65)
                        .mapToObj(i -> new Unknown("s" + i))
                        .toList()))
                .hasMessageContaining("number of series from outside (65) must be at most 64");
    }

    @Test
    void aSeriesOfWhichNothingIsKnownIsToldAndDecisionsGoOn() {
        CycleReport report = scene.cycle(outside(List.of(new Unknown("logins"))).build(), "a", 6);

        assertThat(report.decision()).isNotNull();
        assertThat(report.notes())
                .contains(new Note.PartBroke(
                        Note.Part.OUTSIDE_SERIES, "The series logins from outside: nothing is known of it."));
    }
}
