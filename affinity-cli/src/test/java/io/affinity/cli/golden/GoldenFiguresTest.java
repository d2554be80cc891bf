// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.simulation.CycleProgress;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyComparison;
import io.affinity.cli.simulation.PolicyRun;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.core.RebalancerListener;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Figures;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A change of decisions changes the golden file, on purpose and in the same commit. */
class GoldenFiguresTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "io", "affinity", "cli", "golden");
    private static final Path GOLDEN = FOLDER.resolve("figures.txt");
    private static final MathContext DIGITS = new MathContext(6);

    private static final class Silent implements CycleProgress {

        @Override
        public void done(int work) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // There is nothing to end.
        }
    }

    private static List<PolicyRun> runs(String trace, @Nullable Integer hosts) {
        Recording recording = Traces.open(FOLDER.resolve(trace));
        // As full as can be: where VMs start spread over as many hosts as they need, there is little to decide.
        Scenario scenario = TraceScenario.of(trace, recording, hosts, null, Placing.PACKED, 1);
        return new PolicyComparison(scenario, ChosenPlugins.with(Forecasters.auto()), new RebalancerListener() {})
                .run(EnumSet.allOf(Policy.class), new Silent());
    }

    private static String line(String world, PolicyRun run) {
        Figures figures = run.result().figures();
        return String.join(
                " ",
                world,
                run.policy().id(),
                "migrations=" + figures.migrations(),
                "pingPong=" + figures.pingPong(),
                "contentionMinutes=" + rounded(figures.contentionMinutes()),
                "unservedCoreHours=" + rounded(figures.unservedCoreHours()),
                "energyKwh=" + rounded(figures.energyKwh()),
                "mostVmsOnHost=" + figures.mostVmsOnHost());
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    @Test
    void everyPolicyComesToTheFiguresThatAreWrittenDown() throws IOException {
        Map<String, List<PolicyRun>> worlds = new LinkedHashMap<>();
        worlds.put("planetlab", runs("planetlab-20110101.csv", 40));
        worlds.put("bitbrains", runs("bitbrains", null));
        worlds.put("plain", runs("plain.csv", null));
        List<String> lines = new ArrayList<>();
        worlds.forEach((world, runs) -> runs.forEach(run -> {
            lines.add(line(world, run));
            if (run.policy() == Policy.PREDICTIVE || run.policy() == Policy.ORACLE) {
                assertThat(run.result().figures().pingPong())
                        .as("ping-pong in %s", world)
                        .isZero();
            }
        }));
        String figures = String.join("\n", lines) + "\n";
        if ("write".equals(System.getProperty("affinity.golden"))) {
            Files.writeString(GOLDEN, figures, StandardCharsets.UTF_8);
        }

        assertThat(figures)
                .as("decisions have changed; if that is meant, -Daffinity.golden=write rewrites %s", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }
}
