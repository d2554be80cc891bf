// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.report.Calibration;
import io.affinity.cli.report.ForecastStrip;
import io.affinity.cli.report.ForecastStrips;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanRecorderTest {

    @TempDir
    private Path folder;

    private FanRecorder recorded(Scenario scenario) {
        FanRecorder recorder = new FanRecorder(scenario);
        PolicyWiring wiring = new PolicyWiring(scenario, ChosenPlugins.with(Forecasters.persistence()));
        Simulation.of(scenario.fleet(), scenario.workload())
                .withListener(recorder)
                .run(loop -> wiring.apply(Policy.PREDICTIVE, loop));
        return recorder;
    }

    @Test
    void theForecastsOfAllVmsAreKeptWithWhatHappened() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 8, 240, 2), null, 1);

        ForecastStrips strips = recorded(scenario).strips();

        assertThat(strips.strips())
                .filteredOn(strip -> strip.resource().equals("cpu"))
                .extracting(ForecastStrip::subject)
                .containsExactly("web-0", "web-1", "web-2", "web-3", "web-4", "web-5", "web-6", "web-7");
        assertThat(strips.leads()).startsWith(Duration.ofMinutes(5)).contains(Duration.ofHours(1));
        ForecastStrip first = strips.strips().get(0);
        byte[] bytes = Base64.getDecoder().decode(first.bytes());
        int count = strips.times().size();
        assertThat(bytes).hasSize(4 * count);
        int step = (int)
                Duration.between(scenario.workload().start(), strips.times().get(3))
                        .dividedBy(scenario.workload().step());
        assertThat((bytes[3] & 0xff) / 254.0 * first.scale())
                .as("what happened")
                .isCloseTo(scenario.workload().demand(0, 0, step), within(first.scale() / 250));
    }

    @Test
    void calibrationCountsWhatCameBelowEachQuantile() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 8, 240, 2), null, 1);

        Calibration calibration = recorded(scenario).calibration();

        assertThat(calibration.levels()).hasSize(9).startsWith(0.1).endsWith(0.9);
        assertThat(calibration.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.values()).isPositive();
            assertThat(line.below()).isSorted().allMatch(share -> share >= 0 && share <= 1);
            assertThat(line.within95()).isBetween(line.within80(), 1.0);
        });
        assertThat(calibration.sentences())
                .first()
                .asString()
                .matches("CPU: of [0-9,]+ values, \\d+ % came within the interval that should hold 80 %.*\\.");
    }

    @Test
    void whereNothingIsForecastNothingIsKept() {
        FanRecorder recorder = new FanRecorder(TraceScenario.of(SampleTraces.csv(folder, 2, 40, 1), null, 1));

        assertThat(recorder.strips()).isEqualTo(ForecastStrips.NONE);
        assertThat(recorder.calibration()).isEqualTo(Calibration.NONE);
    }
}
