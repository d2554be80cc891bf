// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.simulation.CycleProgress;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyComparison;
import io.affinity.cli.simulation.PolicyRun;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.core.RebalancerListener;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Figures;
import io.affinity.simulation.workload.Traces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... options) throws IOException, InterruptedException {
        return new DecisionsBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@return a day on which each VM goes up and down twice, each at its own time} */
    private Path day(int vms) throws IOException {
        StringBuilder text = new StringBuilder("vm");
        IntStream.range(0, 288).forEach(t -> text.append(",t").append(t));
        for (int vm = 0; vm < vms; vm++) {
            int phase = vm * 31;
            text.append("\nvm").append(vm);
            IntStream.range(0, 288)
                    .forEach(t -> text.append(',').append((int) (45 + 40 * Math.sin((t + phase) / 23.0))));
        }
        return Files.writeString(folder.resolve("planetlab-20110303.csv"), text + "\n");
    }

    /** {@return a plain trace of VMs that want up to two cores} */
    private Path plain(int vms, int steps) throws IOException {
        String header = IntStream.range(0, steps).mapToObj(t -> ",t" + t).collect(Collectors.joining());
        String rows = IntStream.range(0, vms)
                .mapToObj(vm -> "v" + vm + ",cpu"
                        + IntStream.range(0, steps)
                                .mapToObj(t -> "," + (1 + (t / 5 + vm) % 2))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("plain.csv"), "vm,resource" + header + "\n" + rows + "\n");
    }

    @Test
    void allPoliciesStandSideBySide() throws Exception {
        Path json = folder.resolve("decisions.json");

        assertThat(run("--trace", day(12).toString(), "--hosts", "8", "--json", json.toString()))
                .isZero();

        assertThat(printed())
                .startsWith("planetlab-20110303.csv: 8 hosts, 12 VMs, 288 steps of 300 s after 0 of history, seed 1")
                .contains("| policy | contended VM min | unserved core h |", "| value of prediction |");
        assertThat(printed().lines().filter(line -> line.startsWith("| ")).map(line -> line.split(" ")[1]))
                .containsExactly(
                        "policy",
                        "none",
                        "reactive",
                        "iqr",
                        "mad",
                        "lr",
                        "lrr",
                        "mean",
                        "trend",
                        "onedrs",
                        "max",
                        "n-sigma",
                        "predictive",
                        "oracle");
        assertThat(strings(json, "policy")).hasSize(13).contains("reactive", "n-sigma", "oracle");
    }

    @Test
    void jsonHoldsEveryFigureOfEachTrace() throws Exception {
        Path json = folder.resolve("decisions.json");

        run(
                "--trace",
                day(6).toString(),
                plain(3, 40).toString(),
                "--policies",
                "reactive,none",
                "--hosts",
                "6",
                "--seed",
                "3",
                "--json",
                json.toString());

        assertThat(fields(json))
                .containsOnlyOnce("seed")
                .contains(
                        "traces",
                        "trace",
                        "scenario",
                        "hosts",
                        "vms",
                        "steps",
                        "historySteps",
                        "policies",
                        "policy",
                        "contentionMinutes",
                        "contentionMinutesByPriority",
                        "normal",
                        "unservedCoreHours",
                        "demandedCoreHours",
                        "unservedShare",
                        "hostMinutesShort",
                        "migrations",
                        "pingPong",
                        "energyKwh",
                        "slav",
                        "slatah",
                        "pdm",
                        "cpuSeconds",
                        "mostVmsOnHost",
                        "valueOfPrediction",
                        "rulesWorsened");
        assertThat(strings(json, "trace")).containsExactly("planetlab-20110303.csv", "plain.csv");
        assertThat(strings(json, "policy"))
                .as("in the order of the table")
                .containsExactly("none", "reactive", "none", "reactive");
        assertThat(Files.readString(json)).contains("\"valueOfPrediction\" : null");
    }

    @Test
    void policiesOfSimulateHaveTheFiguresOfSimulate() throws Exception {
        Path trace = plain(12, 60);
        List<PolicyRun> expected = new PolicyComparison(
                        TraceScenario.of("plain", Traces.open(trace), 3, null, Placing.PACKED, 5),
                        ChosenPlugins.with(Forecasters.auto()),
                        new RebalancerListener() {})
                .run(EnumSet.allOf(Policy.class), silent());

        DecisionsOptions options = new DecisionsOptions();
        options.traces = List.of(trace);
        options.hosts = 3;
        options.seed = 5;
        List<PolicyOutcome> outcomes = PolicyRuns.of(
                options.worlds().get(0).scenario(),
                DecisionPolicies.named(List.of("none", "reactive", "predictive", "oracle")),
                Forecasters.auto());

        assertThat(outcomes)
                .extracting(PolicyOutcome::policy)
                .containsExactly("none", "reactive", "predictive", "oracle");
        assertThat(outcomes)
                .extracting(PolicyOutcome::figures)
                .isEqualTo(expected.stream().map(one -> one.result().figures()).toList());
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.cpuSeconds()).isPositive());
    }

    private static CycleProgress silent() {
        return new CycleProgress() {
            @Override
            public void done(int work) {}

            @Override
            public void close() {}
        };
    }

    @Test
    void vmsAndHistoryCanBeChosen() throws Exception {
        String trace = plain(9, 100).toString();

        run("--trace", trace, "--policies", "none", "--vms", "every:3", "--history", "2h");
        assertThat(printed()).contains("plain.csv: 2 hosts, 3 VMs, 76 steps of 300 s after 24 of history");
        out.reset();
        run("--trace", trace, "--policies", "none", "--vms", "first:2", "--history", "none");
        assertThat(printed()).contains("2 VMs, 100 steps of 300 s after 0 of history");
        out.reset();
        run("--trace", trace, "--policies", "none");
        assertThat(printed()).contains("9 VMs, 50 steps of 300 s after 50 of history");
    }

    @Test
    void aMonthIsFoundByItsColumnOfCpu() throws Exception {
        write("time", "a,1372629600 300 300 300", "b,1372629600 300 300 300");
        write("cores", "a,2*4", "b,2*4");
        Path percent = write("cpu_pct", "a,50 60 70 80", "b,10 10 10 10");
        write("mem_cap_kb", "a,1000*4", "b,1000*4");
        write("mem_used_kb", "a,100*4", "b,100*4");

        run("--trace", percent.toString(), "--policies", "none,reactive");

        assertThat(printed()).contains("m-cpu_pct.csv: 2 hosts, 2 VMs, 2 steps of 300 s after 2 of history");
    }

    private Path write(String column, String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("m-" + column + ".csv"), "vm,values\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void aWeekIsGeneratedWithAndWithoutPredictability() throws Exception {
        run("--generated", "predictable,unpredictable", "--policies", "none", "--hosts", "5", "--history", "1d");

        assertThat(printed())
                .contains(
                        "predictable: 5 hosts, 50 VMs, 2016 steps of 300 s after 288 of history",
                        "unpredictable: 5 hosts, 50 VMs, 2016 steps of 300 s after 288 of history");
    }

    @Test
    void aPeerMayHaveAnotherLimit() throws Exception {
        run("--trace", day(6).toString(), "--hosts", "6", "--policies", "reactive@0.8,reactive,max@0.9");

        List<String> rows =
                printed().lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(3)).startsWith("| max@0.9 |");
        assertThat(withoutCpu(rows.get(2)))
                .as("the usual limit")
                .isEqualTo(withoutCpu(rows.get(1).replace("reactive", "reactive@0.8")));
    }

    private static List<String> withoutCpu(String row) {
        List<String> cells = new ArrayList<>(List.of(row.split(" \\| ")));
        cells.remove(9);
        return cells;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--trace",
                "--trace nothing-there.csv",
                "--trace nothing-cpu_pct.csv",
                "--generated sometimes",
                "--generated predictable --hosts 4",
                "--generated predictable --vms first:3",
                "--generated predictable --history -1d",
                "--generated predictable --history 3w",
                "--generated predictable --policies none,best",
                "--generated predictable --policies reactive@0",
                "--generated predictable --policies reactive@1.5",
                "--generated predictable --policies oracle@0.9",
                "--generated predictable --forecaster crystal-ball",
                "--generated predictable --hosts 0",
                "--speed 9"
            })
    void whatCannotBeDoneIsSaidInOneLine(String options) throws Exception {
        assertThat(run(options.isEmpty() ? new String[0] : options.split(" "))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("bench decisions: ");
        assertThat(printed()).isEmpty();
    }

    @Test
    void aDayOfPlanetLabIsTakenAsPublished() throws Exception {
        String day = day(4).toString();

        assertThat(run("--trace", day, "--vms", "first:2")).isEqualTo(2);
        assertThat(run("--trace", day, "--history", "2h")).isEqualTo(2);
        assertThat(run("--trace", day, "--history", "none", "--hosts", "4", "--policies", "none"))
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("must be all, as published"),
                        second -> assertThat(second).contains("must be none, as published"));
    }

    @Test
    void helpIsNoError() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("--trace", "--policies", "--generated", "--history", "--vms");
    }

    @Test
    void valueOfPredictionIsTheWayFromReactiveToOracle() {
        PolicyOutcome reactive = outcome("reactive", 100);
        PolicyOutcome oracle = outcome("oracle", 20);
        List<PolicyOutcome> all =
                List.of(reactive, oracle, outcome("a", 40), outcome("b", 120), outcome("c", 0), outcome("d", 100));

        assertThat(all.stream().map(outcome -> outcome.valueOfPrediction(all)))
                .containsExactly(0.0, 1.0, 0.75, -0.25, 1.25, 0.0);
    }

    @Test
    void valueOfPredictionIsUnknownWhereTheOracleIsNoBetterOrSomebodyIsMissing() {
        PolicyOutcome reactive = outcome("reactive", 100);
        PolicyOutcome worse = outcome("oracle", 101);
        PolicyOutcome equal = outcome("oracle", 100);

        assertThat(reactive.valueOfPrediction(List.of(reactive, worse))).isNaN();
        assertThat(reactive.valueOfPrediction(List.of(reactive, equal))).isNaN();
        assertThat(reactive.valueOfPrediction(List.of(reactive))).isNaN();
        assertThat(worse.valueOfPrediction(List.of(worse))).isNaN();
    }

    private static PolicyOutcome outcome(String policy, double minutes) {
        Figures figures = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of("normal", minutes), 0, 0, 0, 0, 0);
        return new PolicyOutcome(policy, figures, List.of(), 0);
    }

    @Test
    void unknownPoliciesAreNamedWithThoseThereAre() {
        assertThatThrownBy(() -> DecisionPolicies.named(List.of("best")))
                .hasMessage(
                        "The policy (best) must be one of none, reactive, iqr, mad, lr, lrr, mean, trend, onedrs, max,"
                                + " n-sigma, predictive, oracle.");
    }

    private static List<String> fields(Path json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    private static List<String> strings(Path json, String field) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && field.equals(parser.currentName())) {
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }
}
