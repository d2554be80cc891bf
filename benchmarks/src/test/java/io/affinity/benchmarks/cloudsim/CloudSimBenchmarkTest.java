// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.benchmarks.decisions.PublishedRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudSimBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... options) throws IOException {
        return new CloudSimBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void knowsAllTenDays() throws IOException {
        Map<String, CloudSimDay> days = CloudSimDay.all(PublishedRules.THR);

        assertThat(days).hasSize(10);
        assertThat(days.get("20110303"))
                .isEqualTo(new CloudSimDay("20110303", 1052, 192.62, 26711, 0.00318, 4.91, 0.06));
    }

    @ParameterizedTest
    @EnumSource
    void knowsAllTenDaysOfEachPolicy(PublishedRules policy) throws IOException {
        assertThat(CloudSimDay.all(policy)).hasSize(10).containsKeys("20110303", "20110306", "20110420");
    }

    @Test
    void figuresOfRobustRegressionAreThoseOfThePlainOne() throws IOException {
        assertThat(CloudSimDay.all(PublishedRules.LRR)).isEqualTo(CloudSimDay.all(PublishedRules.LR));
    }

    @Test
    void comparesThePolicyThatIsAskedFor(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("planetlab-20110303.csv");
        Files.writeString(trace, "vm,t0,t1,t2\na,10,20,30\nb,30,20,10\n");
        Path json = folder.resolve("comparison.json");

        run("--trace", trace.toString(), "--policy", "lr", "--json", json.toString());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("LR-MMT 1.2")
                .contains("163.48");
        assertThat(Files.readString(json)).contains("\"reference\" : \"CloudSim 3.0.3, LR-MMT 1.2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--trace",
                "--trace a-day-without-a-date.csv",
                "--trace planetlab-20990101.csv",
                "--speed 9",
                "--policy",
                "--policy best --trace planetlab-20110303.csv"
            })
    void refusesWhatItCannotDo(String options) throws IOException {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("must", "usage: bench cloudsim");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void refusesToRunWithoutATrace() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThatThrownBy(() -> CloudSimOptions.parse(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--trace");
    }

    @Test
    void failsAndSaysSoWhereTheFiguresAreFarApart(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("planetlab-20110303.csv");
        Files.writeString(trace, "vm,t0,t1,t2\na,10,20,30\nb,30,20,10\n");
        Path json = folder.resolve("comparison.json");

        assertThat(run("--trace", trace.toString(), "--json", json.toString())).isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("20110303, 1052 VMs", "| energy, kWh | ", " | 192.62 | ", "too far |");
        assertThat(Files.readString(json)).contains("\"day\" : \"20110303\"", "\"agrees\" : false");
    }

    @Test
    void agreesUpToTheToleranceAndNotBeyond() {
        assertThat(new Compared("energy", "kWh", 2, 109.9, 100, 0.1).agrees()).isTrue();
        assertThat(new Compared("energy", "kWh", 2, 110.1, 100, 0.1).agrees()).isFalse();
        assertThat(new Compared("energy", "kWh", 2, 89.9, 100, 0.1).agrees()).isFalse();
        assertThat(new Compared("energy", "kWh", 2, 90.1, 100, 0.1).difference())
                .isCloseTo(-0.099, within(1e-12));
    }
}
