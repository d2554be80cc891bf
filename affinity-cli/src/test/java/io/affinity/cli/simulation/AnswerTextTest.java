// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.report.WhatIfAnswer;
import io.affinity.cli.scenario.ChangedScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.scenario.WhatIf;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Figures;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTextTest {

    @TempDir
    private Path folder;

    private static PolicyRun run(Scenario scenario, Policy policy) {
        PolicyWiring wiring = new PolicyWiring(scenario, ChosenPlugins.with(Forecasters.persistence()));
        SimulationResult result = Simulation.of(scenario.fleet(), scenario.workload())
                .withSettings(scenario.settings())
                .run(loop -> wiring.apply(policy, loop));
        return new PolicyRun(policy, result, Duration.ZERO);
    }

    private static WhatIfAnswer answer(Scenario scenario, String text, Policy... policies) {
        WhatIf question = WhatIf.parse(text);
        Scenario changed = ChangedScenario.of(scenario, question);
        return AnswerText.of(
                scenario,
                List.of(policies).stream().map(policy -> run(scenario, policy)).toList(),
                new Answer(
                        question,
                        changed,
                        List.of(policies).stream()
                                .map(policy -> run(changed, policy))
                                .toList()));
    }

    @Test
    void oneHostFewerIsSetAgainstAllOfThem() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 20, 120, 2), 2, 1);

        List<String> lines = AnswerText.lines(answer(scenario, "remove host-1", Policy.NONE));

        assertThat(lines)
                .startsWith("What if: remove host-1")
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "  With none, VMs would stand short for [1-9][0-9,]* VM minutes instead of [0-9,]+, with 0"
                                        + " migrations instead of 0\\."))
                .contains("  Demand peaks at 40 of 16 cores (250 %) and 172 of 137 GB of memory (125 %).")
                .anySatisfy(line -> assertThat(line).startsWith("  none ").contains(" -> "));
    }

    @Test
    void aDrainedHostSaysWhenItIsEmptyAndWhatIsLeftOnIt() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 6, 120, 1), 3, 1);

        WhatIfAnswer answer = answer(scenario, "drain host-1", Policy.NONE, Policy.REACTIVE);

        assertThat(answer.sentences())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("none: host-1, to be emptied from ")
                        .endsWith("still runs 2 VMs in the end."))
                .anySatisfy(line ->
                        assertThat(line).startsWith("reactive: host-1, ").contains(", is empty at "));
        assertThat(answer.rows()).extracting(WhatIfAnswer.Row::policy).containsExactly("none", "reactive");
    }

    private static PolicyRun with(PolicyRun run, Policy policy, double minutes, int migrations) {
        Figures f = run.result().figures();
        Figures changed = new Figures(
                f.energyKwh(),
                migrations,
                migrations,
                f.slatah(),
                f.pdm(),
                f.slav(),
                f.esv(),
                f.contendedShare(),
                f.pingPong(),
                f.downtimeSeconds(),
                Map.of("normal", minutes),
                f.hostHoursActive(),
                f.demandedCoreHours(),
                f.unservedCoreHours(),
                f.hostMinutesShort(),
                f.mostVmsOnHost());
        SimulationResult r = run.result();
        return new PolicyRun(
                policy,
                new SimulationResult(
                        changed,
                        r.migrations(),
                        r.utilization(),
                        r.contentionMinutesByVm(),
                        r.finalFleet(),
                        r.violatedRules(),
                        r.alarms(),
                        r.notes(),
                        r.outcome(),
                        r.cyclesWithOverload()),
                Duration.ZERO);
    }

    @Test
    void anOracleThatIsShortForLongerIsExplainedAndNoOther() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 4, 60, 1), 2, 1);
        PolicyRun run = run(scenario, Policy.NONE);
        PolicyRun predictive = with(run, Policy.PREDICTIVE, 57, 800);

        assertThat(OracleText.of(scenario, List.of(predictive, with(run, Policy.ORACLE, 60, 431))))
                .containsExactly(
                        "The oracle is no bound: it knows the next 60 min and nothing beyond, and leaves shortages that"
                                + " cost less than a migration; a forecast keeps clear of what may be. It is short for 60 VM"
                                + " minutes against 57, with 431 migrations against 800.");
        assertThat(OracleText.of(scenario, List.of(predictive, with(run, Policy.ORACLE, 57, 431))))
                .isEmpty();
        assertThat(OracleText.of(scenario, List.of(predictive))).isEmpty();
    }
}
