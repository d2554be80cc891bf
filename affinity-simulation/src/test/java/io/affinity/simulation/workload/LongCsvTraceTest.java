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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongCsvTraceTest {

    private static final Instant NOON = Instant.parse("2024-01-31T12:00:00Z");
    private static final long SECOND = NOON.getEpochSecond();

    @TempDir
    Path folder;

    @Test
    void aColumnForEachResource() {
        Recording recording = open(
                "time,vm,cpu,memory",
                "2024-01-31T12:00:00Z,web,0.5,2e9",
                "2024-01-31T12:00:00Z,db,1.25,",
                "2024-01-31T12:05:00Z,web,0.75,3e9",
                "2024-01-31T12:05:00Z,db,NaN,1e9");

        assertThat(recording.vms()).containsExactly("web", "db");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(recording.measure()).isEqualTo(Recording.Measure.QUANTITY);
        assertThat(recording.start()).isEqualTo(NOON);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(column(recording, 0, 0)).containsExactly(0.5, 0.75);
        assertThat(column(recording, 0, 1)).containsExactly(2e9f, 3e9f);
        assertThat(column(recording, 1, 0)).containsExactly(1.25, Double.NaN);
        assertThat(column(recording, 1, 1)).containsExactly(Double.NaN, 1e9f);
    }

    @Test
    void aRowForEachResourceWithQuotesAndDecimalCommas() {
        Recording recording = open(
                "Value;\"Resource\";VM;Time-S",
                "0,5;cpu;\"db; old\";" + SECOND,
                "1,25;cpu;\"the \"\"new\"\" one\";" + SECOND,
                "2;disk-operations;\"db; old\";" + (SECOND + 60),
                "7;cpu;\"db; old\";" + (SECOND + 60));

        assertThat(recording.vms()).containsExactly("db; old", "the \"new\" one");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.DISK_OPERATIONS);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(column(recording, 0, 0)).containsExactly(0.5, 7);
        assertThat(column(recording, 0, 1)).containsExactly(Double.NaN, 2);
        assertThat(column(recording, 1, 0)).containsExactly(1.25, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time,vm,cpu\n2024-01-31T12:00:00Z,a,1\n2024-01-31T13:10:00+01:00,a,2",
                "time,vm,cpu\n2024-01-31 12:00:00+00:00,a,1\n2024-01-31 12:10:00.000+00:00,a,2",
                "time,vm,cpu\n2024-01-31T12:00Z,a,1\n2024-01-31T13:10+01:00[Europe/Berlin],a,2",
                "time-s;vm;cpu\n1706702400;a;1\n1706703000,0;a;2",
                "time-ms\tvm\tcpu\n1706702400000\ta\t1\n1706703000000\ta\t2"
            })
    void timesAreWhatTheNameOfTheColumnSays(String content) {
        Recording recording = open(content.split("\n"));

        assertThat(recording.start()).isEqualTo(NOON);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(10));
        assertThat(column(recording, 0, 0)).containsExactly(1, 2);
    }

    @Test
    void rowsMayComeInAnyOrderAndSayTheSameTwice() {
        Recording recording = open("time-s,vm,cpu", row(600, "a", 3), row(0, "a", 1), row(300, "a", 2), row(0, "a", 1));

        assertThat(recording.start()).isEqualTo(NOON);
        assertThat(column(recording, 0, 0)).containsExactly(1, 2, 3);
    }

    @Test
    void aMissingRowIsAGapAndASlightlyLateOneIsNot() {
        Recording recording = open(
                "time-s,vm,cpu",
                row(0, "a", 1),
                row(312, "a", 2),
                row(598, "a", 3),
                row(1201, "a", 5),
                row(1499, "a", 6),
                row(0, "b", 9),
                row(300, "b", 9));

        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(column(recording, 0, 0)).containsExactly(1, 2, 3, Double.NaN, 5, 6);
        assertThat(column(recording, 1, 0)).containsExactly(9, 9, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void aSingleMomentHasTheUsualStep() {
        Recording recording = open("time-s,vm,cpu", row(0, "a", 1), row(0, "b", 2));

        assertThat(recording.steps()).isEqualTo(1);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aFolderIsReadAsOneTrace() {
        text(folder.resolve("month/1.csv"), "time-s,vm,cpu", row(0, "a", 1));
        gzip(folder.resolve("month/2.csv.gz"), "time-s;vm;cpu", (SECOND + 300) + ";a;1,5");
        text(folder.resolve("month/3.jsonl"), "{\"time-s\": " + (SECOND + 600) + ", \"vm\": \"a\", \"cpu\": 2}");
        text(folder.resolve("month/README"), "what it is");

        assertThat(column(Traces.open(folder.resolve("month")), 0, 0)).containsExactly(1, 1.5, 2);
    }

    @Test
    void aByteOrderMarkAndOtherLineEndsAreNoMatter() {
        assertThat(column(open("\uFEFFtime-s,vm,cpu\r", row(0, "a", 1) + "\r", "\r", row(300, "a", 2) + "\r"), 0, 0))
                .containsExactly(1, 2);
    }

    @Test
    void headersThatSayTooLittleOrTooMuchAreRefused() {
        assertWrong(", line 1: \"time,cpu\" must be " + LongHeader.LEGAL + ".", "time,cpu", "x,1");
        assertWrong(", line 1: \"time,vm\" must be " + LongHeader.LEGAL + ".", "time;vm", "x;1");
        assertWrong(", line 1: \"time,vm,value\" must be " + LongHeader.LEGAL + ".", "time,vm,value", "x,1,2");
        assertWrong(
                ", line 1: \"time,vm,resource,value,cpu\" must be " + LongHeader.LEGAL + ".",
                "time,vm,resource,value,cpu",
                "x");
        assertWrong(", line 1: \"time,time-s,vm,cpu\" must be " + LongHeader.LEGAL + ".", "time,time-s,vm,cpu", "x");
        assertWrong(", line 1, column 4: \"CPU\" must be there once.", "time,vm,cpu,CPU", "x");
        assertWrong(
                ", line 1, column 3: \"mem\" must be one of [time, time-s, time-ms, vm, resource, value, cpu, memory,"
                        + " network, disk-throughput, disk-operations].",
                "time,vm,mem",
                "x");
    }

    @Test
    void whatIsWrongIsNamed() {
        String number = " must be a number from 0 to 1e18 with a decimal point, or empty for a gap.";
        assertWrong(", line 3, column 3: \"abc\"" + number, "time-s,vm,cpu", row(0, "a", 1), SECOND + ",a,abc");
        assertWrong(", line 2, column 3: \"-1.0\"" + number, "time-s,vm,cpu", row(0, "a", -1));
        assertWrong(", line 2, column 3: \"1e19\"" + number, "time-s,vm,cpu", SECOND + ",a,1e19");
        assertWrong(", line 2, column 3: \"0,5\"" + number, "time-s,vm,cpu", SECOND + ",a,\"0,5\"");
        assertWrong(", line 2, column 3: \"0x1p3\"" + number, "time-s,vm,cpu", SECOND + ",a,0x1p3");
        assertWrong(
                ", line 3, column 3: \"1.5\" must be a number from 0 to 1e18 with a decimal comma, as those before, or"
                        + " empty for a gap.",
                "time-s;vm;cpu",
                SECOND + ";a;0,5",
                SECOND + ";b;1.5");
        assertWrong(", line 2, column 2: \"\" must be the name of a VM.", "time-s,vm,cpu", SECOND + ", ,1");
        assertWrong(
                ", line 2, column 3: \"mem\" must be one of [cpu, memory, network, disk-throughput, disk-operations].",
                "time-s,vm,resource,value",
                SECOND + ",a,mem,1");
        assertWrong(", line 2: the row has 2 cells; it must have 3, as the header.", "time-s,vm,cpu", SECOND + ",a");
        assertWrong(": there are no values; there must be at least one.", "time-s,vm,cpu", SECOND + ",a,");
        assertWrong(": there are no values; there must be at least one.", "time-s,vm,cpu");
    }

    @Test
    void timesOfAnotherUnitOrWithoutAZoneAreRefused() {
        String iso =
                " must be an ISO 8601 time with its zone, such as 2024-01-31T00:05:00Z or 2024-01-31T01:05:00+01:00.";
        assertWrong(", line 2, column 1: \"2024-01-31T12:00:00\"" + iso, "time,vm,cpu", "2024-01-31T12:00:00,a,1");
        assertWrong(", line 2, column 1: \"1706702400\"" + iso, "time,vm,cpu", "1706702400,a,1");
        assertWrong(
                ", line 2, column 1: \"1706702400000\" must be seconds since 1970, at most 7258118400 (the year 2200).",
                "time-s,vm,cpu",
                "1706702400000,a,1");
        assertWrong(
                ": rows of a VM follow each other within less than a second; steps must be at least that long (time-s"
                        + " is for seconds, time-ms for milliseconds).",
                "time-ms,vm,cpu",
                "1706702400,a,1",
                "1706702700,a,2");
    }

    @Test
    void valuesThatContradictEachOtherAreRefused() {
        assertWrong(
                ": the VM a has two values of cpu at 2024-01-31T12:00:00Z (1.0 and 2.0); they must be the same, or one"
                        + " of them be left out.",
                "time-s,vm,cpu",
                row(0, "a", 1),
                row(300, "a", 1),
                row(0, "a", 2));
    }

    @Test
    void whatIsNoSeriesIsRefused() {
        assertWrong(
                ": rows of a VM follow each other at no regular distance; half of them at least must.",
                "time-s,vm,cpu",
                row(0, "a", 1),
                row(10, "a", 1),
                row(500, "a", 1),
                row(1700, "a", 1),
                row(9000, "a", 1));
        assertWrong(
                ": the times span 5680086 steps of 300 s, for which no VM has more than 3 rows; they must be of one"
                        + " period of at most 13000 steps.",
                "time-s,vm,cpu",
                "1,a,1",
                "301,a,1",
                "1704025501,a,1");
    }

    @Test
    void aQuoteThatIsNotClosedIsNamed() {
        Path file = text(folder.resolve("quote.csv"), "time-s,vm,cpu", row(0, "a", 1), SECOND + ",\"b,1", "1,2,3");

        assertThatThrownBy(() -> Traces.open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(file + ", line ")
                .hasMessageContaining("quotes must be closed");
    }

    private static String row(int seconds, String vm, double cores) {
        return (SECOND + seconds) + "," + vm + "," + cores;
    }

    private Recording open(String... lines) {
        return Traces.open(text(folder.resolve("trace.csv"), lines));
    }

    private void assertWrong(String message, String... lines) {
        Path file = text(folder.resolve("trace.csv"), lines);
        assertThatThrownBy(() -> Traces.open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + message);
    }
}
