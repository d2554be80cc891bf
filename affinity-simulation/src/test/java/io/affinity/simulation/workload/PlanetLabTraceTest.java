// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.column;
import static io.affinity.simulation.workload.TraceFiles.gzip;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording.Measure;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanetLabTraceTest {

    @TempDir
    Path folder;

    @Test
    void aFolderHasAVmInEachFileSortedByName() {
        text(folder.resolve("node_b"), "0", "29", "100");
        text(folder.resolve("node_a"), "7", "8", "9");
        text(folder.resolve(".hidden"), "no trace");

        Recording recording = PlanetLabTrace.read(folder);

        assertThat(recording.vms()).containsExactly("node_a", "node_b");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU);
        assertThat(recording.measure()).isEqualTo(Measure.FRACTION_OF_ALLOCATION);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(recording.steps()).isEqualTo(3);
        assertThat(column(recording, 1, 0)).containsExactly(0, 0.29, 1);
        assertThat(recording.allocation(0, 0)).isNaN();
    }

    @Test
    void theOneFileFormKeepsTheOrderOfItsRows() {
        Path file = text(folder.resolve("planetlab.csv"), "vm,t0,t1", "z,1,2", "a,3,4", "");

        Recording recording = PlanetLabTrace.read(file);

        assertThat(recording.vms()).containsExactly("z", "a");
        assertThat(column(recording, 0, 0)).containsExactly(0.01, 0.02);
        assertThat(column(recording, 1, 0)).containsExactly(0.03, 0.04);
    }

    @Test
    void gzipIsKnownByItsContentWhateverTheNameSays() {
        gzip(folder.resolve("one.gz"), "5", "6");
        gzip(folder.resolve("two"), "7", "8");

        Recording recording = PlanetLabTrace.read(folder);

        assertThat(recording.vms()).containsExactly("one", "two");
        assertThat(column(recording, 1, 0)).containsExactly(0.07, 0.08);
    }

    @Test
    void theStartIsTheDayInTheNameOrElseTheFirstPublishedOneOrElseWhatTheCallerSays() {
        Path dated = text(folder.resolve("planetlab-20110409.csv"), "vm,t0", "a,1");
        Path undated = text(folder.resolve("planetlab-99999999-x.csv"), "vm,t0", "a,1");
        Path noDay = text(folder.resolve("planetlab-20111399.csv"), "vm,t0", "a,1");

        assertThat(PlanetLabTrace.read(dated).start()).isEqualTo(Instant.parse("2011-04-09T00:00:00Z"));
        assertThat(PlanetLabTrace.read(undated).start()).isEqualTo(Instant.parse("2011-03-03T00:00:00Z"));
        assertThat(PlanetLabTrace.read(noDay).start()).isEqualTo(Instant.parse("2011-03-03T00:00:00Z"));
        assertThat(PlanetLabTrace.read(dated, Instant.EPOCH).start()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aWrongCellIsNamedByFileLineAndColumn() {
        Path file = gzip(folder.resolve("planetlab.csv.gz"), "vm,t0,t1,t2", "a,1,2,3", "b,1,2,abc");

        assertThatThrownBy(() -> PlanetLabTrace.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ", line 3, column 4: \"abc\" must be an integer from 0 to 100.");
    }

    @Test
    void percentagesMustBeFromZeroToOneHundred() {
        for (String wrong : new String[] {"101", "-1", "1.5", "", "99999999999999999999"}) {
            Path file = text(folder.resolve("planetlab.csv"), "vm,t0", "a," + wrong);

            assertThatThrownBy(() -> PlanetLabTrace.read(file))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageStartingWith(file + ", line 2, column 2: \"" + wrong)
                    .hasMessageEndingWith("must be an integer from 0 to 100.");
        }
    }

    @Test
    void aWrongLineOfAVmFileIsNamedWithoutAColumn() {
        Path file = text(folder.resolve("node"), "1", "abc");

        assertThatThrownBy(() -> PlanetLabTrace.read(folder))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ", line 2: \"abc\" must be an integer from 0 to 100.");
    }

    @Test
    void shortAndLongRowsAreRefused() {
        Path shortRow = text(folder.resolve("short.csv"), "vm,t0,t1", "a,1,2", "b,1");
        Path longRow = text(folder.resolve("long.csv"), "vm,t0,t1", "a,1,2,3");

        assertThatThrownBy(() -> PlanetLabTrace.read(shortRow))
                .hasMessage(shortRow + ", line 3: the row has 1 values; it must have 2, as the header.");
        assertThatThrownBy(() -> PlanetLabTrace.read(longRow))
                .hasMessage(longRow + ", line 2: the row has 3 values; it must have 2, as the header.");
    }

    @Test
    void vmFilesOfDifferentLengthAreRefused() {
        text(folder.resolve("a"), "1", "2");
        Path file = text(folder.resolve("b"), "1");

        assertThatThrownBy(() -> PlanetLabTrace.read(folder))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ": the VM b has 1 values; it must have 2, as the VMs before it.");
    }

    @Test
    void aVmThatIsThereTwiceIsRefused() {
        Path file = text(folder.resolve("twice.csv"), "vm,t0", "a,1", "a,2");

        assertThatThrownBy(() -> PlanetLabTrace.read(file))
                .hasMessage(file + ", line 3: the VM a is there twice; each VM must have one row.");
    }

    @Test
    void aVmWithoutANameIsRefused() {
        Path file = text(folder.resolve("nameless.csv"), "vm,t0", ",1");

        assertThatThrownBy(() -> PlanetLabTrace.read(file))
                .hasMessage(file + ", line 2, column 1: \"\" must be the name of a VM.");
    }

    @Test
    void headersMustCountTheSteps() {
        Path gap = text(folder.resolve("gap.csv"), "vm,t0,t2", "a,1,2");
        Path none = text(folder.resolve("none.csv"), "name,value", "a,1");

        assertThatThrownBy(() -> PlanetLabTrace.read(gap)).hasMessage(gap + ", line 1, column 3: \"t2\" must be t1.");
        assertThatThrownBy(() -> PlanetLabTrace.read(none))
                .hasMessage(none + ", line 1: \"name,value\" must be the header vm,t0,t1 and so on.");
    }

    @Test
    void whatIsMissingOrEmptyIsSaid() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path nested = Files.createDirectory(folder.resolve("nested"));
        Files.createDirectory(nested.resolve("20110303"));
        Path noRows = text(folder.resolve("norows.csv"), "vm,t0");
        Path noValues = text(folder.resolve("novalues/node"), "");

        assertThatThrownBy(() -> PlanetLabTrace.read(missing))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(missing + ": there is no such file; a trace must be a file or a folder of files.");
        assertThatThrownBy(() -> PlanetLabTrace.read(empty))
                .hasMessage(empty + ": the folder is empty; it must hold a file for each VM.");
        assertThatThrownBy(() -> PlanetLabTrace.read(nested))
                .hasMessage(nested + ": the folder holds only folders; name the one that holds a file for each VM.");
        assertThatThrownBy(() -> PlanetLabTrace.read(noRows))
                .hasMessage(noRows + ": there are no rows; there must be one for each VM.");
        assertThatThrownBy(() -> PlanetLabTrace.read(noValues.getParent()))
                .hasMessage(noValues + ": there are no values; each line must be an integer from 0 to 100.");
    }

    @Test
    void aTornGzipFileIsRefusedWithItsCause() throws IOException {
        Path whole = gzip(folder.resolve("whole.gz"), "vm,t0", "a,1");
        byte[] bytes = Files.readAllBytes(whole);
        Path torn = Files.write(folder.resolve("torn.gz"), Arrays.copyOf(bytes, bytes.length - 12));

        assertThatThrownBy(() -> PlanetLabTrace.read(torn))
                .isInstanceOf(TraceFormatException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageStartingWith(torn + ": could not be read (")
                .hasMessageEndingWith("); it must be text, plain or gzip.");
    }

    @Test
    void longAndBinaryTextIsShortenedInMessages() {
        Path file = text(folder.resolve("vm"), "\u0007" + "x".repeat(100));

        assertThatThrownBy(() -> PlanetLabTrace.read(folder))
                .hasMessage(file + ", line 1: \"?" + "x".repeat(39) + "...\" must be an integer from 0 to 100.");
    }
}
