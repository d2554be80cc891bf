// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.report.MigrationRow;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationBenefitsTest {

    private static final int STEPS = 2 * 288;

    /** Four VMs on a host of 32 cores, and another that is empty: one migration is enough. */
    private static Scenario fourOnOneHost(float cores) {
        float[][] columns = new float[4][STEPS];
        for (float[] column : columns) {
            Arrays.fill(column, cores);
        }
        double[] allocations = {9, 9, 9, 9};
        Recording recording = Recording.of(
                List.of("a", "b", "c", "d"),
                ResourceSet.of(Resource.CPU),
                Recording.Measure.QUANTITY,
                Instant.parse("2026-03-02T00:00:00Z"),
                Duration.ofMinutes(5),
                columns,
                allocations);
        return TraceScenario.of("four", recording, 2, Duration.ZERO, Placing.PACKED, 1);
    }

    private static SimulationResult reactive(Scenario scenario) {
        PolicyWiring wiring = new PolicyWiring(scenario, ChosenPlugins.with(Forecasters.persistence()));
        return Simulation.of(scenario.fleet(), scenario.workload())
                .withSettings(scenario.settings())
                .run(loop -> wiring.apply(Policy.REACTIVE, loop));
    }

    @Test
    void aMigrationThatRelievesAHostSavesAllItsVmsForSixHours() {
        Scenario scenario = fourOnOneHost(8.1f);
        SimulationResult result = reactive(scenario);

        assertThat(result.migrations()).hasSize(1);
        assertThat(MigrationBenefits.of(scenario, result)).containsExactly(4 * 360.0);
        assertThat(result.contentionMinutesByVm())
                .hasSize(4)
                .allSatisfy((vm, minutes) ->
                        assertThat(minutes).as("while it was migrated").isBetween(0.1, 1.0));
    }

    @Test
    void aMigrationOffAHostThatWasFullAndNotShortSavesNothing() {
        Scenario scenario = fourOnOneHost(7.9f);
        SimulationResult result = reactive(scenario);

        assertThat(result.migrations()).isNotEmpty();
        assertThat(MigrationBenefits.of(scenario, result)).containsOnly(0);
        assertThat(result.contentionMinutesByVm()).isEmpty();
    }

    @Test
    void eachRowBeginsWithASentenceThatSaysWhatWouldHaveBeenAndWhatBecameOfTheTarget() {
        Scenario scenario = fourOnOneHost(8.1f);

        List<MigrationRow> rows = MigrationRows.of(scenario, reactive(scenario));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.savedMinutes()).isEqualTo(4 * 360);
            assertThat(row.reasons().get(0))
                    .isEqualTo(
                            "host-0 was short of CPU; moved to host-1, which then stood at 25 % at most for an hour.");
        });
    }
}
