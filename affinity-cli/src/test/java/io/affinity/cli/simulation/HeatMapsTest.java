// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.report.HeatMap;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.core.balancing.Balancer;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.UtilizationHistory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapsTest {

    @TempDir
    private Path folder;

    @Test
    void theHighestOfSeveralStepsStandsForThem() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 3, 1600, 2), 2, 1);
        UtilizationHistory history = Simulation.of(scenario.fleet(), scenario.workload())
                .run(loop -> loop.balancer(Balancer.none()))
                .utilization();
        HeatMap map = HeatMaps.of(history);
        assertThat(history.times()).hasSize(800);
        // 800 times in at most 336 buckets: three each.
        assertThat(map.bucketStarts())
                .hasSize(267)
                .startsWith(history.times().get(0), history.times().get(3));
        assertThat(map.utilization(0, 1))
                .isEqualTo(Math.max(history.share(0, 3), Math.max(history.share(0, 4), history.share(0, 5))));
    }
}
