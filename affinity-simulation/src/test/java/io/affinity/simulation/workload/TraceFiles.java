// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Writes small trace files for tests. */
final class TraceFiles {

    static final String BITBRAINS_HEADER = "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\t"
            + "CPU usage [MHZ];\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB];\t"
            + "Disk read throughput [KB/s];\tDisk write throughput [KB/s];\t"
            + "Network received throughput [KB/s];\tNetwork transmitted throughput [KB/s]";

    private TraceFiles() {}

    static Path text(Path file, String... lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path gzip(Path file, String... lines) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a row of a VM with 4,000 KB of memory, of which 1,000 are used, and throughputs 1, 2, 3, 4} */
    static String bitbrainsRow(long second, int cores, double percent) {
        return second + ";\t" + cores + ";\t" + cores * 1000.0 + ";\t" + cores * 10 * percent + ";\t" + percent
                + ";\t4000.0;\t1000.0;\t1.0;\t2.0;\t3.0;\t4.0";
    }

    static double[] column(Recording recording, int vm, int resource) {
        return IntStream.range(0, recording.steps())
                .mapToDouble(t -> recording.value(vm, resource, t))
                .toArray();
    }

    static String stepNames(int steps) {
        return IntStream.range(0, steps).mapToObj(t -> "t" + t).collect(Collectors.joining(","));
    }
}
