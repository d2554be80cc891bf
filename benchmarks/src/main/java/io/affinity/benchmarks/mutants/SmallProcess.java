// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same benchmark in a JVM with little memory, so that whoever claims more than there is paid for is found out. */
final class SmallProcess {

    private static final String MEMORY = "-Xmx64m";
    private static final Path MEMORY_FILES = Path.of("/dev/shm");

    private final List<String> arguments;

    SmallProcess(List<String> arguments) {
        this.arguments = arguments;
    }

    /** {@return its exit code} */
    int run(PrintStream out) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(MEMORY);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:-OmitStackTraceInFastThrow");
        // Every refusal is worth a warning, and there are a hundred thousand.
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
        if (Files.isWritable(MEMORY_FILES)) {
            // Journals wait for the disk, many times for each input.
            command.add("-Djava.io.tmpdir=" + MEMORY_FILES);
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MutantsBenchmark.class.getName(), "--here"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getInputStream().transferTo(out);
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
