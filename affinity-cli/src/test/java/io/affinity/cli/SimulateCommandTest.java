// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SimulateCommandTest {

    @TempDir
    private Path folder;

    private Session simulate(Path trace, String... more) {
        Stream<String> first = Stream.of("simulate", "--trace", trace.toString());
        return Session.of(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void allPoliciesOfAPlanetLabDayAreShownInOrderAndReported() throws IOException {
        Path trace = SampleTraces.planetLab(folder, 16);
        Session session = simulate(
                trace,
                "--hosts",
                "24",
                "--json",
                file("o.json").toString(),
                "--report",
                file("o.html").toString());
        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out().lines())
                .filteredOn(line -> line.matches("(none|reactive|predictive|oracle) .*"))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("none", "reactive", "predictive", "oracle");
        assertThat(session.out())
                .contains("PlanetLab, 2011-03-03: 24 hosts, 16 VMs, 288 steps", "kWh", "Written: " + file("o.html"));
        assertThat(session.err()).contains("simulating: 100 %").doesNotContain("Migration of VM", "WARN");
        assertThat(file("o.html"))
                .content()
                .contains("PlanetLab, 2011-03-03", "predictive")
                .endsWith("</html>\n");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("20110303", "o.json", "o.html");
    }

    @Test
    void equalArgumentsGiveEqualJson() throws IOException {
        Path trace = SampleTraces.csv(folder, 30, 120, 2);
        for (String name : new String[] {"a.json", "b.json"}) {
            Session session = simulate(trace, "--json", file(name).toString(), "--no-report");
            assertThat(session.exitCode()).as(session.err()).isZero();
        }
        assertThat(file("a.json")).hasSameBinaryContentAs(file("b.json"));
        assertThat(file("a.json"))
                .content()
                .contains("\"seed\" : 1", "\"vms\" : 30", "\"steps\" : 60", "\"rulesWorsened\"")
                .contains(
                        "\"hostMinutesShort\" : ",
                        "\"demandedCoreHours\" : ",
                        "\"unservedCoreHours\" : ",
                        "\"unservedShare\" : ",
                        "\"mostVmsOnHost\" : ");
    }

    @Test
    void programsReadNothingButTheFigures() throws IOException {
        Path trace = SampleTraces.csv(folder, 10, 60, 2);
        String[] options = {
            "--hosts", "2", "--policy", "none", "--what-if", "remove host-1", "--no-report", "-o", "json"
        };
        Session json = simulate(trace, options);
        assertThat(json.exitCode()).as(json.err()).isZero();
        SchemaFile.assertFits(Schema.SIMULATE, json.out());

        options[options.length - 1] = "yaml";
        Object read = new Load(LoadSettings.builder().build())
                .loadFromString(simulate(trace, options).out());
        assertThat(String.valueOf(read)).isEqualTo(String.valueOf(JsonTree.of(json.out())));

        Session both = simulate(
                trace,
                "--policy",
                "none",
                "-o",
                "json",
                "--json",
                file("same.json").toString(),
                "--report",
                file("o.html").toString());
        assertThat(file("same.json")).content().isEqualTo(both.out());
        assertThat(both.err()).contains("Written: " + file("o.html"));
    }

    /** Two that go up and down by chance, together; one that does the same half an hour later; one that has nothing to do with them. */
    private Path relatedVms() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        int steps = 4 * 288;
        double[] common = new double[steps + 6];
        for (int t = 1; t < common.length; t++) {
            common[t] = 0.9 * common[t - 1] + random.nextDouble() - 0.5;
        }
        StringBuilder[] rows = Stream.of("vm,resource", "web-1,cpu", "web-2,cpu", "batch-1,cpu", "lone-1,cpu")
                .map(StringBuilder::new)
                .toArray(StringBuilder[]::new);
        for (int t = 0; t < steps; t++) {
            rows[0].append(",t").append(t);
            for (int vm = 1; vm < rows.length; vm++) {
                double moved = vm == 4 ? random.nextDouble() : 0.3 * common[vm == 3 ? t : t + 6];
                rows[vm].append(String.format(Locale.ROOT, ",%.4f", vm + 2 + moved + 0.02 * random.nextDouble()));
            }
        }
        return Files.writeString(file("related.csv"), String.join("\n", rows) + "\n");
    }

    @Test
    void saysWhatMovesTogetherAndByWhichLag() throws IOException {
        Session session = simulate(
                relatedVms(),
                "--policy",
                "none",
                "--json",
                file("o.json").toString(),
                "--report",
                file("o.html").toString());
        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .containsSubsequence(
                        "What moves together:\n"
                                + "  web-1 and web-2, cpu: they peak together, at the same time (correlation ",
                        "and batch-1, cpu: they peak together, batch-1 30 min later (correlation ",
                        "  and 1 more pair of VMs",
                        "Written: ")
                .doesNotContain("lone-1");
        assertThat(Files.readString(file("o.json")))
                .containsIgnoringWhitespaces(
                        "\"movesTogether\" : { \"groups\" : [ { \"vms\" : [ \"web-1\", \"web-2\" ], \"resource\" :"
                                + " \"cpu\", \"lagSeconds\" : 0, \"weakestCorrelation\" : 0.99",
                        "\"lagSeconds\" : 1800",
                        "\"morePairs\" : 1, \"outside\" : [ ], \"moreOutside\" : 0");
        assertThat(file("o.html"))
                .content()
                .contains("\"together\":[\"web-1 and web-2, cpu: they peak together, at the same time (correlation ");
    }

    @Test
    void ofWhatDoesNotMoveTogetherNothingIsSaid() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        String rows = IntStream.range(0, 3)
                .mapToObj(vm -> random.doubles(600)
                        // Of several that vary, two may look alike by chance.
                        .mapToObj(value -> String.format(Locale.ROOT, "%.4f", vm == 0 ? 1 + value : 2))
                        .collect(Collectors.joining(",", "lone-" + vm + ",cpu,", "\n")))
                .collect(Collectors.joining());
        String header =
                IntStream.range(0, 600).mapToObj(t -> ",t" + t).collect(Collectors.joining("", "vm,resource", "\n"));
        Path trace = Files.writeString(file("lone.csv"), header + rows);
        Session session = simulate(
                trace,
                "--policy",
                "none",
                "--json",
                file("o.json").toString(),
                "--report",
                file("o.html").toString());
        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).doesNotContain("together");
        assertThat(file("o.json")).content().doesNotContain("movesTogether");
        assertThat(file("o.html")).content().contains("\"together\":[]");
    }

    @Test
    void aTraceInLongFormIsTheSameTrace() {
        Path table = SampleTraces.csv(folder, 20, 80, 2);
        Path rows = SampleTraces.longForm(file("rows"), 20, 80, 2);
        for (Path trace : new Path[] {table, rows}) {
            Session session = simulate(
                    trace,
                    "--policy",
                    "reactive",
                    "--json",
                    file(trace == table ? "a.json" : "b.json").toString(),
                    "--no-report");
            assertThat(session.exitCode()).as(session.err()).isZero();
        }
        assertThat(file("a.json")).hasSameBinaryContentAs(file("b.json"));
    }

    @Test
    void policiesMayBeChosenInAnyOrderAndTwice() {
        Path trace = SampleTraces.csv(folder, 4, 40, 2);
        Session session = simulate(trace, "--policy", "reactive,none", "--policy", "none", "--no-report");
        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).containsSubsequence("none ", "reactive ").doesNotContain("oracle ");
    }

    @Test
    void unknownPolicyListsTheLegalOnes() {
        Session session = Session.of("simulate", "--policy", "none,greedy");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("The policy (greedy) must be one of none, reactive, predictive, oracle.");
    }

    @Test
    void unknownForecasterListsTheKnownOnes() {
        Session session = Session.of("simulate", "--forecaster", "crystal-ball", "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("crystal-ball", "Known names: arima, auto, ", "seasonal-naive");
    }

    @ParameterizedTest
    @CsvSource({
        "--solver, PlacementSolver, local-search",
        "--scorer, RiskScorer, 'expected-shortfall, specification-literal'",
        "--cost-model, MigrationCostModel, pre-copy"
    })
    void unknownPluginListsTheKnownOnes(String option, String kind, String known) {
        Session session = Session.of("simulate", option, "nope", "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("No " + kind + " has the name (nope). Known names: " + known + ".");
    }

    @Test
    void missingTraceIsNamed() {
        Session session = simulate(file("nothing"), "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains(file("nothing").toString(), "there is no such file or folder");
    }

    @Test
    void malformedRowIsNamedByFileLineAndColumn() throws IOException {
        Path trace = Files.writeString(file("bad.csv"), "vm,t0,t1\na,1,2\nb,1,oops\n");
        Session session = simulate(trace, "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .startsWith("affinity: " + trace + ", line 3, column 3: \"oops\" must be an integer from 0 to 100");
    }

    @Test
    void zeroHostsAreWrong() {
        Session session = Session.of("simulate", "--hosts", "0", "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The number of hosts (0) must be at least 1 and at most 100000.");
    }

    @Test
    void textInPlaceOfANumberIsWrong() {
        Session session = Session.of("simulate", "--hosts", "many");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("--hosts", "many");
    }

    @Test
    void tooFewHostsSayHowManyAreNeeded() {
        Session session = simulate(SampleTraces.csv(folder, 60, 40, 2), "--hosts", "1", "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("do not fit on 1 host", "(--hosts 4)");
    }

    @Test
    void vmLargerThanAnyHostIsNamed() {
        Session session = simulate(SampleTraces.csv(folder, 2, 40, 5000), "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The VM (web-0) is larger than any host");
    }

    @Test
    void planetLabDayThatDoesNotFitIsWrong() {
        Session session = simulate(SampleTraces.planetLab(folder, 40), "--hosts", "2", "--no-report");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("does not fit on any of the 2 hosts");
    }

    @Test
    void outputIntoAMissingFolderIsFoundBeforeTheRun() {
        Session session = simulate(
                SampleTraces.csv(folder, 4, 40, 2),
                "--report",
                file("none/o.html").toString());
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("none/o.html", "create it first");
        assertThat(session.out()).isEmpty();
    }

    @Test
    void oneFileForBothOutputsIsWrong() {
        Session session = Session.of(
                "simulate",
                "--json",
                file("o").toString(),
                "--report",
                file("o").toString());
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("they must differ");
    }

    @Test
    void reportAndNoReportContradictEachOther() {
        Session session =
                Session.of("simulate", "--no-report", "--report", file("o").toString());
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("contradict each other");
    }
}
