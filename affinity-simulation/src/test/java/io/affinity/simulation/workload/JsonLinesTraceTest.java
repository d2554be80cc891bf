// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.column;
import static io.affinity.simulation.workload.TraceFiles.gzip;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.model.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTraceTest {

    @TempDir
    Path folder;

    @Test
    void anObjectForEachTimeAndVm() {
        Recording recording = Traces.open(gzip(
                folder.resolve("trace.jsonl.gz"),
                "{\"time\": \"2024-01-31T12:00:00Z\", \"vm\": \"web\", \"cpu\": 0.5, \"memory\": 2147483648}",
                "",
                "{\"cpu\": 1e0, \"vm\": \"web\", \"time\": \"2024-01-31T12:05:00Z\", \"memory\": null}",
                "{\"time\": \"2024-01-31T12:05:00Z\", \"vm\": \"db\", \"cpu\": 2}"));

        assertThat(recording.vms()).containsExactly("web", "db");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(recording.start()).isEqualTo(Instant.parse("2024-01-31T12:00:00Z"));
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(column(recording, 0, 0)).containsExactly(0.5, 1);
        assertThat(column(recording, 0, 1)).containsExactly(2147483648.0, Double.NaN);
        assertThat(column(recording, 1, 0)).containsExactly(Double.NaN, 2);
        assertThat(column(recording, 1, 1)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void anObjectForEachValue() {
        Recording recording = open(
                "{\"time-ms\": 1706702400000, \"vm\": \"a\", \"resource\": \"cpu\", \"value\": 1.5}",
                "{\"time-s\": 1706702460, \"vm\": \"a\", \"resource\": \"cpu\", \"value\": 2.5}");

        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(column(recording, 0, 0)).containsExactly(1.5, 2.5);
    }

    @Test
    void whatIsWrongIsNamed() {
        String shape =
                "the object must have one of [time, time-s, time-ms], vm, and resource and value or one or more of"
                        + " [cpu, memory, network, disk-throughput, disk-operations].";
        assertWrong(1, ": " + shape, "{\"time-s\": 1, \"cpu\": 1}");
        assertWrong(1, ": " + shape, "{\"vm\": \"a\", \"cpu\": 1}");
        assertWrong(1, ": " + shape, "{\"time-s\": 1, \"vm\": \"a\"}");
        assertWrong(1, ": " + shape, "{\"time-s\": 1, \"vm\": \"a\", \"resource\": \"cpu\"}");
        assertWrong(1, ": " + shape, "{\"time-s\": 1, \"vm\": \"a\", \"resource\": \"cpu\", \"value\": 1, \"cpu\": 1}");
        assertWrong(
                2,
                ", key \"cpu\": \"1\" must be a number from 0 to 1e18, or null for a gap.",
                "{\"time-s\": 1, \"vm\": \"a\", \"cpu\": 1}",
                "{\"time-s\": 1, \"vm\": \"a\", \"cpu\": \"1\"}");
        assertWrong(
                1,
                ", key \"cpu\": \"-1\" must be a number from 0 to 1e18, or null for a gap.",
                "{\"time-s\": 1, \"vm\": \"a\", \"cpu\": -1}");
        assertWrong(
                1,
                ", key \"time\": \"2024-01-31T12:00:00\" must be an ISO 8601 time with its zone, such as"
                        + " 2024-01-31T00:05:00Z or 2024-01-31T01:05:00+01:00.",
                "{\"time\": \"2024-01-31T12:00:00\", \"vm\": \"a\", \"cpu\": 1}");
        assertWrong(
                1,
                ", key \"time-s\": \"1\" must be seconds since 1970, at most 7258118400 (the year 2200).",
                "{\"time-s\": \"1\", \"vm\": \"a\", \"cpu\": 1}");
        assertWrong(
                1,
                ": there are two times; there must be one of [time, time-s, time-ms].",
                "{\"time-s\": 1, \"time-ms\": 1, \"vm\": \"a\", \"cpu\": 1}");
        assertWrong(
                1,
                ", key \"vm\": \"7\" must be the name of a VM, as a text.",
                "{\"time-s\": 1, \"vm\": 7, \"cpu\": 1}");
        assertWrong(
                1,
                ": the key \"host\" must be one of " + LongHeader.names() + ".",
                "{\"time-s\": 1, \"vm\": \"a\", \"host\": 1}");
        assertWrong(
                1,
                ", key \"resource\": \"gpu\" must be one of [cpu, memory, network, disk-throughput, disk-operations].",
                "{\"time-s\": 1, \"vm\": \"a\", \"resource\": \"gpu\", \"value\": 1}");
        assertWrong(
                1,
                ": the line must be one object of JSON, and nothing after it.",
                "{\"time-s\": 1, \"vm\": \"a\", \"cpu\": 1} {}");
    }

    @Test
    void whatIsNoJsonIsNamed() {
        assertBroken("{\"time-s\": 1, \"vm\": \"a\", \"cpu\": 1");
        assertBroken("{\"time-s\": 1, \"vm\": \"a\", \"cpu\": NaN}");
        assertBroken("{\"time-s\": 1, \"vm\": \"a\", \"cpu\": 1, \"cpu\": 2}");
    }

    private void assertBroken(String line) {
        Path file = text(folder.resolve("trace.jsonl"), line);
        assertThatThrownBy(() -> Traces.open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(file + ", line 1: at character ")
                .hasMessageEndingWith("; each line must be one object.");
    }

    private Recording open(String... lines) {
        return Traces.open(text(folder.resolve("trace.jsonl"), lines));
    }

    private void assertWrong(int line, String message, String... lines) {
        Path file = text(folder.resolve("trace.jsonl"), lines);
        assertThatThrownBy(() -> Traces.open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ", line " + line + message);
    }
}
