// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param openFiles sockets and pipes included
 * @param residentBytes after the garbage was collected
 */
record ProcessFigures(long openFiles, int threads, long residentBytes) {

    static ProcessFigures now() throws IOException {
        System.gc();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"));
                Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            long kibibytes = status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return new ProcessFigures(files.count(), Thread.getAllStackTraces().size(), kibibytes * 1024);
        }
    }
}
