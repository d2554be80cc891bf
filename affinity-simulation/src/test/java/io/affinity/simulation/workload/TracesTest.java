// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.BITBRAINS_HEADER;
import static io.affinity.simulation.workload.TraceFiles.bitbrainsRow;
import static io.affinity.simulation.workload.TraceFiles.gzip;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording.Measure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {

    @TempDir
    Path folder;

    @Test
    void aFolderOfBitbrainsFilesIsKnownByTheHeader() {
        text(folder.resolve("7.csv"), BITBRAINS_HEADER, bitbrainsRow(300, 1, 10));
        text(folder.resolve("README"), "about");

        assertThat(Traces.open(folder).vms()).containsExactly("7");
    }

    @Test
    void anyOtherFolderIsPlanetLab() {
        text(folder.resolve("20110306/node_1"), "10", "20");

        Recording recording = Traces.open(folder.resolve("20110306"));

        assertThat(recording.vms()).containsExactly("node_1");
        assertThat(recording.start()).hasToString("2011-03-06T00:00:00Z");
    }

    @Test
    void aFileIsKnownByItsHeader() {
        Path planetLab = gzip(folder.resolve("a.gz"), "\uFEFFvm,t0", "a,1");
        Path csv = text(folder.resolve("b.txt"), "vm,resource,t0\r", "a,cpu,1\r");
        Path bitbrains = text(folder.resolve("c"), BITBRAINS_HEADER, bitbrainsRow(300, 1, 10));

        assertThat(Traces.open(planetLab).measure()).isEqualTo(Measure.FRACTION_OF_ALLOCATION);
        assertThat(Traces.open(csv).measure()).isEqualTo(Measure.QUANTITY);
        assertThat(Traces.open(bitbrains).resources().size()).isEqualTo(4);
    }

    @Test
    void anythingElseIsRefused() {
        Path other = text(folder.resolve("notes.txt"), "Dear diary");
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> Traces.open(other))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(
                        other
                                + ", line 1: \"Dear diary\" must be a header: time,vm,cpu,memory or time,vm,resource,value or"
                                + " vm,resource,t0,t1 or vm,t0,t1 or Timestamp [ms];CPU cores, and so on; or an object of JSON.");
        assertThatThrownBy(() -> Traces.open(missing))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(
                        missing + ": there is no such file or folder; a trace must be a file or a folder of files.");
    }
}
