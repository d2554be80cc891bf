package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
