// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.BrokenForecaster;
import acme.OfficeHours;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.affinity.spi.forecast.Forecaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {

    private static final int FOUR_WEEKS = 28 * 24;

    @TempDir
    private Path folder;

    private static Session backtest(Path trace, String... more) {
        Stream<String> first = Stream.of("backtest", "--trace", trace.toString());
        return Session.of(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void aTableForEachLeadAndOneVerdict() {
        Path trace = new DailyTrace(FOUR_WEEKS).officeVms(8).write(folder);

        Session session = backtest(trace, "--forecasters", "holt-winters");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out().lines())
                .contains("Trace hours.csv: 8 VMs; cpu in cores; 672 steps of 1h from 2026-03-02T00:00:00Z")
                .contains("1h ahead (lead 1), 192 values compared", "1d ahead (lead 24), 192 values compared")
                .anyMatch(line -> line.matches("24 origins from .* to .*; the first 14d are only learned from"));
        assertThat(session.out().lines())
                .filteredOn(line -> line.matches("(holt-winters|persistence|last day|last week|long-run) .*"))
                .extracting(line -> line.split("  ")[0])
                .as("who is judged, then the rules, at each lead")
                .containsExactly(
                        "holt-winters",
                        "persistence",
                        "last day",
                        "last week",
                        "long-run",
                        "holt-winters",
                        "persistence",
                        "last day",
                        "last week",
                        "long-run");
        assertThat(session.out().lines())
                .filteredOn(line -> line.contains("predicting pays here") || line.startsWith("Predicting"))
                .as("the verdict")
                .singleElement()
                .asString()
                .matches(
                        "[^:]+ here: holt-winters loses \\d+ % (less|more) than the best simple rule 1h ahead .*1d ahead .*\\.");
        assertThat(session.err()).contains("forecasting: 100 %");
    }

    @Test
    void whoForecastsTheLastDayOfAWandererIsToldThatItDoesNotPay() {
        Path trace = new DailyTrace(FOUR_WEEKS).wanderingVms(6).write(folder);

        Session session = backtest(trace, "--forecasters", "seasonal-naive", "--leads", "1h", "--origins", "60");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .containsPattern(
                        "Predicting does not pay here: seasonal-naive loses \\d+ % more than the best simple rule"
                                + " 1h ahead \\(persistence\\)\\.");
    }

    @Test
    void vmsOnWhichARuleIsBetterAreNamed() throws Exception {
        Path trace = new DailyTrace(FOUR_WEEKS)
                .officeVms(20)
                .vm("little", hour -> 0.1)
                .write(folder);

        try (Program program = program(OfficeHours.class, trace, "office-hours", "--leads", "6h", "--origins", "60")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .containsPattern(
                            "Predicting pays here: office-hours loses \\d+ % less than the best simple rule 6h ahead"
                                    + " \\(last (day|week)\\), except for 1 of 21 VMs, little, on which that rule is clearly better\\.");
        }
    }

    /** The program with a forecaster on its class path. */
    private Program program(Class<? extends Forecaster> kind, Path trace, String name, String... more)
            throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(Forecaster.class.getName()), kind.getName() + "\n");
        Stream<String> first = Stream.of("backtest", "--trace", trace.toString(), "--forecasters", name);
        return Program.start(
                folder,
                folder.resolve("plug-ins"),
                Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void ofALittleTimeNothingCanBeTold() {
        Path trace = new DailyTrace(60).officeVms(3).write(folder);

        Session session = backtest(trace, "--forecasters", "holt-winters", "--leads", "24");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("It cannot be told whether predicting pays here", "too little time to tell it from chance")
                .contains("NOTE: The rule \"last week\" is left out, as only 30h are known at the first origin.");
    }

    @Test
    void rulesAloneAreComparedWithoutAVerdict() {
        Path trace = new DailyTrace(100).officeVms(1).write(folder);

        Session session = backtest(trace, "--forecasters", "persistence,long-run", "--leads", "2");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("There is no verdict, as only simple rules were compared");
    }

    @Test
    void gapsAndVmsThatDemandNothingAreNoTrouble() throws IOException {
        Path trace = new DailyTrace(FOUR_WEEKS)
                .officeVms(3)
                .vm("off", hour -> 0)
                .vm("unknown", hour -> Double.NaN)
                .vm("gaps", hour -> hour % 5 == 0 || (hour > 200 && hour < 260) ? Double.NaN : 2 + hour % 3)
                .vm("late", hour -> hour < FOUR_WEEKS - 10 ? Double.NaN : 1)
                .write(folder);

        Session session = backtest(
                trace,
                "--forecasters",
                "holt-winters,regimes",
                "--json",
                file("o.json").toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("NOTE: Of 1 of 7 VMs nothing is known; they are left out.")
                .contains(
                        "NOTE: 24 of 144 forecasts are not compared, as nothing was known of their VMs yet; the first of VM late: it"
                                + " needs 1 values and there are 0.");
        assertThat(Files.readString(file("o.json")))
                .contains("\"name\" : \"gaps\"")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void equalArgumentsGiveEqualJsonButForCpu() throws IOException {
        Path trace = new DailyTrace(FOUR_WEEKS).officeVms(9).write(folder);
        for (String name : new String[] {"a.json", "b.json"}) {
            Session session = backtest(
                    trace,
                    "--vms",
                    "4",
                    "--forecasters",
                    "holt-winters,boosting",
                    "--origins",
                    "6",
                    "--json",
                    file(name).toString());
            assertThat(session.exitCode()).as(session.err()).isZero();
            assertThat(session.out()).contains("4 of 9 VMs, drawn with seed 1");
        }
        assertThat(withoutCpu("a.json")).isEqualTo(withoutCpu("b.json")).contains("\"boosting\"", "\"vmsThere\" : 9");
        parse(Files.readString(file("a.json")));
    }

    private String withoutCpu(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .filter(line -> !line.contains("cpuMillisPerForecast"))
                .collect(Collectors.joining("\n"));
    }

    private static void parse(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                tokens++;
            }
            assertThat(tokens).isPositive();
        }
    }

    @Test
    void thePageHasEveryVmLoadsNothingAndStaysSmall() throws IOException {
        DailyTrace vms = new DailyTrace(400).officeVms(30);
        Path trace =
                vms.vm("</script><script>alert(1)</script>", hour -> hour % 7).write(folder);

        Session session = backtest(
                trace,
                "--forecasters",
                "holt-winters,regimes",
                "--html",
                file("o.html").toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("Written: " + file("o.html"));
        String page = Files.readString(file("o.html"));
        assertThat(page).endsWith("</html>\n").contains("office-29").doesNotContain("alert(1)</script>");
        assertThat(page).doesNotContainPattern("(?i)(src|href|action)\\s*=\\s*[\"']?(https?:)?//");
        assertThat(page.length()).isLessThan(3_000_000);
        int from = page.indexOf("application/json\">") + "application/json\">".length();
        parse(page.substring(from, page.indexOf("</script>", from)));
    }

    @Test
    void onePlaceInTimeCannotBeForecast() throws IOException {
        Path trace = Files.writeString(file("one.csv"), "vm,resource,t0\na,cpu,1\n");

        Session session = backtest(trace);

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("too short for a lead of 1h: there are 1 step of 5m");
    }

    @Test
    void leadsThatAreTooLongAreLeftOutAndSaid() {
        Path trace = new DailyTrace(30).officeVms(2).write(folder);

        Session some = backtest(trace, "--forecasters", "regimes", "--leads", "1h,15h,16h,2d");
        Session none = backtest(trace, "--leads", "16");

        assertThat(some.exitCode()).as(some.err()).isZero();
        assertThat(some.out())
                .contains("A lead of 16h is left out: there are only 30 steps of 1h", "A lead of 2d is left out")
                .contains("15h ahead (lead 15)");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.errorLine()).contains("too short for a lead of 16h", "--leads must be at most 15 steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--forecasters|nope|No Forecaster has the name (nope). Known names: arima, auto, ",
                "--leads|7m|The lead (7m) must be a number of steps from 1",
                "--leads|soon|The lead (soon) must be",
                "--leads|0|The lead (0) must be",
                "--origins|0|The number of origins (0) must be at least 1",
                "--vm|ofice-1|did you mean office-1?",
                "--resource|cpus|The resource \"cpus\" must be one that the trace has: cpu; did you mean cpu?",
                "--past|never|--past (never) must be a time above zero",
                "--until|tomorrow|--until (tomorrow) must be an instant",
                "--until|2001-01-01T00:00:00Z|The trace has nothing before 2001-01-01T00:00:00Z",
                "--json|/nowhere/o.json|The folder of the output (/nowhere/o.json) does not exist",
                "--config|x.yaml|--trace and --config contradict each other"
            })
    void whatIsWrongIsOneLine(String option, String value, String message) {
        Path trace = new DailyTrace(60).officeVms(2).write(folder);

        Session session = backtest(trace, option, value);

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains(message);
    }

    @Test
    void withoutAnyInputItIsSaidWhatThereIs() {
        Session session = Session.of("backtest");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("--trace PATH must name a recording, or --config FILE a cluster");
    }

    @Test
    void jsonAndPageMustDiffer() {
        Path trace = new DailyTrace(60).officeVms(1).write(folder);
        String same = file("same").toString();

        assertThat(backtest(trace, "--json", same, "--html", same).errorLine()).contains("name the same file");
    }

    @Test
    void aPlugInThatThrowsIsStoodInForAndTold() throws Exception {
        Path trace = new DailyTrace(80).officeVms(2).write(folder);

        try (Program program = program(BrokenForecaster.class, trace, "crystal-ball", "--leads", "1")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains(
                            "NOTE: 48 of 48 forecasts of crystal-ball could not be made, and persistence stands in for it;"
                                    + " the first of VM office-0: it broke: ")
                    .contains("the ball is broken");
        }
    }

    /** A file for each day, as a loop leaves them, and no host that could be asked. */
    @Test
    void whatALoopRecordedIsKnownWithoutItsHosts() throws IOException {
        Path state = Files.createDirectory(file("state"));
        for (int day = 0; day < 4; day++) {
            int first = day * 24;
            String lines = IntStream.range(first, first + 24)
                    .mapToObj(hour -> recorded(hour, "web+1", 2 + hour % 24) + recorded(hour, "db", 1))
                    .collect(Collectors.joining());
            Files.writeString(state.resolve("demand-2026-03-0" + (2 + day) + ".txt"), lines);
        }
        Path config = Files.writeString(
                file("cluster.yaml"),
                "sources: [{kind: prometheus, url: 'http://127.0.0.1:1', vm-label: vm, limits: {retries: 0},"
                        + " resources: {memory: {gauge: memory_bytes}}}]\nloop: {step: 1h, history: 2d, seasons: [1d]}\nstate: "
                        + state + "\n");

        Session session = Session.of(
                "backtest",
                "--config",
                config.toString(),
                "--until",
                "2026-03-06T00:00:00Z",
                "--past",
                "10d",
                "--forecasters",
                "seasonal-naive",
                "--leads",
                "1h,12h");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains("Cluster of cluster.yaml: 2 VMs; cpu in cores; 96 steps of 1h from 2026-03-02T00:00:00Z")
                .contains("the first 2d are only learned from", "seasonal-naive");
    }

    private static String recorded(int hour, String vm, double cores) {
        long millis =
                DailyTrace.START.plus(Duration.ofHours(hour)).plusSeconds(4).toEpochMilli();
        String text = millis + " " + vm + " cpu=" + cores;
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x %s%n", crc.getValue(), text);
    }

    @Test
    void ofAClusterOfWhichNothingIsKnownItIsSaidWhen() throws IOException {
        Path config = Files.writeString(
                file("cluster.yaml"),
                "sources: [{kind: prometheus, url: 'http://127.0.0.1:1', vm-label: vm, limits: {retries: 0},"
                        + " resources: {memory: {gauge: memory_bytes}}}]\nstate: " + file("none") + "\n");

        Session session = Session.of("backtest", "--config", config.toString(), "--until", "2026-03-06T00:00:00Z");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("No VM is known from 2026-02-06T00:00:00Z to 2026-03-06T00:00:00Z", "--until", "--past");
        assertThat(List.of(file("none").toFile().exists()))
                .as("nothing is made")
                .containsExactly(false);
    }
}
