// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.ChangedScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.scenario.WhatIf;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that has all that there can be fits the schema, and the schema has nothing that it has not. */
class FiguresJsonTest {

    @TempDir
    private Path folder;

    private static PolicyRun run(Scenario scenario) {
        PolicyWiring wiring = new PolicyWiring(scenario, ChosenPlugins.with(Forecasters.persistence()));
        SimulationResult result = Simulation.of(scenario.fleet(), scenario.workload())
                .withSettings(scenario.settings())
                .run(loop -> wiring.apply(Policy.NONE, loop));
        return new PolicyRun(Policy.NONE, result, Duration.ZERO);
    }

    @Test
    void figuresFit() throws IOException {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 6, 60, 2), 2, 1);
        WhatIf question = WhatIf.parse("remove host-1");
        Scenario changed = ChangedScenario.of(scenario, question);
        MovesTogether.Range range = new MovesTogether.Range(0.97, 0.99);
        List<VmId> vms = List.of(new VmId("web-0"), new VmId("web-1"));
        MovesTogether together = new MovesTogether(
                List.of(new MovesTogether.Group(vms, Resource.CPU, Duration.ZERO, range)),
                3,
                List.of(new MovesTogether.Followers("sign-ins", vms, Resource.CPU, Duration.ofMinutes(15), range)),
                1);

        StringWriter out = new StringWriter();
        FiguresJson.write(
                scenario,
                1,
                List.of(run(scenario)),
                List.of(new Answer(question, changed, List.of(run(changed)))),
                together,
                out);

        SchemaFile.assertFits(Schema.SIMULATE, out.toString());
        assertThat(SchemaFile.unseen(Schema.SIMULATE, out.toString())).isEmpty();
    }
}
