// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.BITBRAINS_HEADER;
import static io.affinity.simulation.workload.TraceFiles.bitbrainsRow;
import static io.affinity.simulation.workload.TraceFiles.column;
import static io.affinity.simulation.workload.TraceFiles.gzip;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording.Measure;
import io.affinity.spi.model.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitbrainsTraceTest {

    private static final Offset<Double> FLOAT = Offset.offset(1e-6);

    /** A multiple of 300 s. */
    private static final long ORIGIN = 1_372_629_600;

    @TempDir
    Path folder;

    @Test
    void demandIsInTheUnitOfTheResource() {
        text(folder.resolve("1.csv"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 4, 25), bitbrainsRow(ORIGIN + 300, 4, 50));

        Recording recording = BitbrainsTrace.read(folder);

        assertThat(recording.resources().resources())
                .containsExactly(Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT);
        assertThat(recording.measure()).isEqualTo(Measure.QUANTITY);
        assertThat(recording.start()).isEqualTo(Instant.ofEpochSecond(ORIGIN));
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(column(recording, 0, 0)).containsExactly(1, 2);
        assertThat(column(recording, 0, 1)).containsExactly(1_024_000, 1_024_000);
        assertThat(column(recording, 0, 2)).containsExactly(7 * 1024, 7 * 1024);
        assertThat(column(recording, 0, 3)).containsExactly(3 * 1024, 3 * 1024);
        assertThat(recording.allocation(0, 0)).isEqualTo(4);
        assertThat(recording.allocation(0, 1)).isEqualTo(4_096_000);
        assertThat(recording.allocation(0, 2)).isNaN();
        assertThat(recording.peak(0, 0)).isEqualTo(2);
    }

    @Test
    void vmsAreSortedByNumberAndOtherFilesAreLeftOut() {
        for (String name : new String[] {"10.csv", "2.csv", "1.csv"}) {
            text(folder.resolve(name), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 1, 10));
        }
        gzip(folder.resolve("11.csv.gz"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 1, 10));
        text(folder.resolve("README"), "about");

        assertThat(BitbrainsTrace.read(folder).vms()).containsExactly("1", "2", "10", "11");
    }

    @Test
    void slightlyIrregularRowsLeaveNoFalseGapWhereverTheyFallBetweenSteps() {
        for (int phase = 0; phase < 300; phase += 50) {
            String[] lines = new String[41];
            lines[0] = BITBRAINS_HEADER;
            for (int row = 0; row < 40; row++) {
                int jitter = row % 3 - 1;
                lines[row + 1] = bitbrainsRow(ORIGIN + phase + row * 300L + row * 2 + jitter, 1, row);
            }
            Recording recording = BitbrainsTrace.read(text(folder.resolve("drift.csv"), lines));

            assertThat(column(recording, 0, 0)).as("phase %d s", phase).doesNotContain(Double.NaN);
        }
    }

    @Test
    void aMissingRowIsAGap() {
        Path file = text(
                folder.resolve("gap.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 1, 10),
                bitbrainsRow(ORIGIN + 301, 1, 20),
                bitbrainsRow(ORIGIN + 900, 1, 40));

        assertThat(column(BitbrainsTrace.read(file), 0, 0))
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(0.1, 0.2, Double.NaN, 0.4);
    }

    @Test
    void aVmThatBeginsLaterHasAGapBefore() {
        text(folder.resolve("1.csv"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 1, 10), bitbrainsRow(ORIGIN + 600, 1, 30));
        text(folder.resolve("2.csv"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN + 600, 1, 50));

        double[] later = column(BitbrainsTrace.read(folder), 1, 0);

        assertThat(later).hasSize(3);
        assertThat(later[0]).isNaN();
        assertThat(later[1]).isNaN();
        assertThat(later[2]).isEqualTo(0.5, FLOAT);
    }

    @Test
    void ofRepeatedStampsTheFirstCountsAndOrderDoesNotMatter() {
        Path file = text(
                folder.resolve("1.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN + 300, 1, 20),
                bitbrainsRow(ORIGIN, 1, 10),
                bitbrainsRow(ORIGIN, 1, 90),
                bitbrainsRow(ORIGIN + 300, 1, 80));

        assertThat(column(BitbrainsTrace.read(file), 0, 0))
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(0.1, 0.2);
    }

    @Test
    void aVmWithoutCoresIsOffAndDemandsNothing() {
        Path file = text(
                folder.resolve("1.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 0, 10),
                bitbrainsRow(ORIGIN + 300, 2, 50));

        Recording recording = BitbrainsTrace.read(file);

        for (int r = 0; r < recording.resources().size(); r++) {
            assertThat(recording.value(0, r, 0)).isZero();
            assertThat(recording.value(0, r, 1)).isPositive();
        }
    }

    @Test
    void percentagesAboveOneHundredAreKeptAndTheLargestAllocationCounts() {
        Path file = text(
                folder.resolve("1.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 2, 150),
                bitbrainsRow(ORIGIN + 300, 1, 10));

        Recording recording = BitbrainsTrace.read(file);

        assertThat(recording.value(0, 0, 0)).isEqualTo(3);
        assertThat(recording.allocation(0, 0)).isEqualTo(2);
    }

    @Test
    void stampsOfTwelveDigitsAreMilliseconds() {
        Path file = text(folder.resolve("1.csv"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN * 1000, 1, 10));

        assertThat(BitbrainsTrace.read(file).start()).isEqualTo(Instant.ofEpochSecond(ORIGIN));
    }

    @Test
    void aReducedCopyHasTheResourcesOfItsColumns() {
        Path file = text(
                folder.resolve("1.csv"),
                "Timestamp [ms];CPU cores;CPU usage [%];Memory usage [KB];Network received throughput [KB/s]",
                ORIGIN + ";2;50;1;9");

        Recording recording = BitbrainsTrace.read(file);

        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(recording.allocation(0, 1)).isNaN();
    }

    @Test
    void wrongCellsAndRowsAreNamed() {
        Path cell = text(
                folder.resolve("cell.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 1, 10).replace("10.0;", "x;"));
        Path stamp = text(
                folder.resolve("stamp.csv"),
                BITBRAINS_HEADER,
                "-5" + bitbrainsRow(ORIGIN, 1, 10).substring(2));
        Path row = text(folder.resolve("row.csv"), BITBRAINS_HEADER, ORIGIN + ";\t1");

        assertThatThrownBy(() -> BitbrainsTrace.read(cell))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(cell + ", line 2, column ")
                .hasMessageContaining("x\" must be a number from 0 to 1e18.");
        assertThatThrownBy(() -> BitbrainsTrace.read(stamp))
                .hasMessageStartingWith(stamp + ", line 2, column 1: \"-5")
                .hasMessageEndingWith("must be a number from 0 to 1e18.");
        assertThatThrownBy(() -> BitbrainsTrace.read(row))
                .hasMessage(row + ", line 2: the row has 2 values; it must have 11, as the header.");
    }

    @Test
    void whatIsMissingOrEmptyIsSaid() {
        Path noRows = text(folder.resolve("norows.csv"), BITBRAINS_HEADER);
        Path noColumn = text(folder.resolve("nocolumn.csv"), "Timestamp [ms];CPU usage [%]", "1;1");
        Path noHeader = text(folder.resolve("noheader.csv"), bitbrainsRow(ORIGIN, 1, 10));
        text(folder.resolve("other/README"), "about");

        assertThatThrownBy(() -> BitbrainsTrace.read(noRows))
                .hasMessage(noRows + ": there are no rows; there must be at least one.");
        assertThatThrownBy(() -> BitbrainsTrace.read(noColumn))
                .hasMessageStartingWith(noColumn + ", line 1: \"Timestamp [ms];")
                .hasMessageEndingWith("must be a header with the column \"CPU cores\".");
        assertThatThrownBy(() -> BitbrainsTrace.read(noHeader))
                .hasMessageEndingWith("must be the header Timestamp [ms];CPU cores and so on.");
        assertThatThrownBy(() -> BitbrainsTrace.read(folder.resolve("other")))
                .hasMessage(folder.resolve("other") + ": there is no .csv file; there must be one for each VM.");
        assertThatThrownBy(() -> BitbrainsTrace.read(folder.resolve("nowhere")))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void filesOfOneVmAreRefused() {
        text(folder.resolve("1.csv"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 1, 10));
        gzip(folder.resolve("1.csv.gz"), BITBRAINS_HEADER, bitbrainsRow(ORIGIN, 1, 10));

        assertThatThrownBy(() -> BitbrainsTrace.read(folder))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageEndingWith("the VM 1 is there twice; each VM must have one file.");
    }

    /** One row that is years off must not claim memory for all steps between. */
    @Test
    void stampsThatAreYearsApartAreOfNoTrace() {
        Path years = text(
                folder.resolve("years.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 1, 10),
                bitbrainsRow(ORIGIN + 300L * 2_000_000, 1, 10));
        Path far = text(
                folder.resolve("far.csv"),
                BITBRAINS_HEADER,
                "1e308" + bitbrainsRow(ORIGIN, 1, 10).substring(10));

        assertThatThrownBy(() -> BitbrainsTrace.read(years))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("2000000 steps of 300 s, for which there are 2 rows");
        assertThatThrownBy(() -> BitbrainsTrace.read(far)).isInstanceOf(TraceFormatException.class);
    }

    /** Single precision has no number for it. */
    @Test
    void demandThatNoHostHasIsRefused() {
        Path file = text(
                folder.resolve("1.csv"),
                BITBRAINS_HEADER,
                bitbrainsRow(ORIGIN, 1, 10).replace("10.0;", "1e300;"));

        assertThatThrownBy(() -> BitbrainsTrace.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("must be a number from 0 to 1e18");
    }
}
