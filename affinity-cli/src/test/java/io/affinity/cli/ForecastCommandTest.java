// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {

    @TempDir
    private Path folder;

    private Session forecast(DailyTrace trace, String... more) {
        Stream<String> first =
                Stream.of("forecast", "--trace", trace.write(folder).toString());
        return Session.of(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aRowForEachStepAndAPlotOfAsMuchOfThePast() {
        Session session = forecast(
                new DailyTrace(240).officeVms(3),
                "--vm",
                "office-1",
                "--forecaster",
                "holt-winters",
                "--horizon",
                "1d",
                "--ascii");

        assertThat(session.exitCode()).as(session.err()).isZero();
        List<String> rows = session.out()
                .lines()
                .filter(line -> line.matches("2026-03-\\d\\d \\d\\d:00 +(\\d+h|1d) .*"))
                .toList();
        assertThat(rows).hasSize(24);
        assertThat(rows.get(0)).startsWith("2026-03-12 00:00     1h");
        assertThat(rows.get(23)).startsWith("2026-03-12 23:00     1d");
        assertThat(session.out())
                .contains("office-1: cpu in cores by holt-winters, after 2026-03-11T23:00:00Z")
                .contains("240 of 240 values are known", "o what was", "# median");
        assertThat(session.out().lines().filter(line -> line.contains("#") && line.contains("|")))
                .as("rows of the plot")
                .hasSizeGreaterThan(3);
        assertThat(session.out()).isASCII();
    }

    @Test
    void thePastMayEndEarlier() {
        Session session = forecast(
                new DailyTrace(240).officeVms(1),
                "--vm",
                "office-0",
                "--forecaster",
                "persistence",
                "--until",
                "2026-03-05T12:00:00Z",
                "--past",
                "2d");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("after 2026-03-05T11:00:00Z", "48 of 48 values", "2026-03-05 12:00     1h");
    }

    @Test
    void oneThatLearnsTheFleetIsGivenOthersAsWell() throws IOException {
        Path json = folder.resolve("o.json");
        Session session = forecast(
                new DailyTrace(240).officeVms(5),
                "--vm",
                "office-3",
                "--forecaster",
                "forest",
                "--json",
                json.toString(),
                "--html",
                folder.resolve("o.html").toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("office-3: cpu in cores by forest").doesNotContain("office-1");
        assertThat(json)
                .content()
                .contains("\"forecaster\" : \"forest\"", "\"vm\" : \"office-3\"", "\"time\" : \"2026-03-12T00:00:00Z\"")
                .doesNotContain("office-1");
        assertThat(folder.resolve("o.html")).content().contains("office-3").endsWith("</html>\n");
    }

    @Test
    void aVmOfWhichNothingIsKnownHasNoForecast() {
        DailyTrace trace = new DailyTrace(48).officeVms(1).vm("silent", hour -> Double.NaN);

        Session both = forecast(trace, "--vm", "office-0", "--vm", "silent", "--forecaster", "persistence");
        Session alone = forecast(trace, "--vm", "silent", "--forecaster", "persistence");

        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.out())
                .contains(
                        "There is no forecast: persistence needs 1 values and there are 0.", "2026-03-04 00:00     1h");
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.errorLine()).contains("Nothing is known of cpu of any of 1 VMs");
    }

    @Test
    void constantZeroIsForecastAsZero() {
        Session session =
                forecast(new DailyTrace(100).vm("off", hour -> 0), "--vm", "off", "--horizon", "2", "--ascii");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out().lines()).anyMatch(line -> line.matches("2026-03-06 04:00 +1h +0( +0)+"));
    }

    @Test
    void aMisspeltVmIsSuggested() {
        Session session = forecast(new DailyTrace(50).officeVms(2), "--vm", "offcie-1");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("There is no VM \"offcie-1\" among the 2 that are known; did you mean office-1?");
    }

    @Test
    void aVmIsRequired() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.csv"), "vm,resource,t0\na,cpu,1\n");

        Session session = Session.of("forecast", "--trace", trace.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("--vm");
    }

    @Test
    void oneValueIsEnoughForTheSimplestRule() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.csv"), "vm,resource,t0\na,cpu,1.5\n");

        Session session = Session.of(
                "forecast", "--trace", trace.toString(), "--vm", "a", "--forecaster", "persistence", "--horizon", "1");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("1970-01-01 00:05     5m   1.500");
    }
}
