// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, started by the very lines of the launcher script, on the JDK of the tests. */
final class Program implements AutoCloseable {

    private static final String LAUNCH = """
            set -euo pipefail
            . "$LAUNCH"
            plugins=$TEST_CLASS_PATH
            arguments=("$@")
            run_main affinity-cli io.affinity.cli.Affinity
            """;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder for its output; it has no build of the program, so that only the classes under test are found */
    static Program start(Path folder, String... arguments) throws IOException {
        return start(folder, System.getProperty("java.class.path"), arguments);
    }

    /** @param plugins a folder or jar of plug-ins */
    static Program start(Path folder, Path plugins, String... arguments) throws IOException {
        return start(folder, plugins + File.pathSeparator + System.getProperty("java.class.path"), arguments);
    }

    private static Program start(Path folder, String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", LAUNCH, "affinity"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "program", ".out");
        Path err = Files.createTempFile(folder, "program", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("root", folder.toString());
        environment.put(
                "LAUNCH", Path.of("..", ".ci", "launch.sh").toAbsolutePath().toString());
        environment.put("TEST_CLASS_PATH", classPath);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Each of them may make Java say something.
        List.of("AFFINITY_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(environment::remove);
        return new Program(builder.start(), out, err);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the exit code, when it has come to its end by itself} */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("The program does not end. " + out() + err());
        }
        return process.exitValue();
    }

    /** {@return the exit code, after it was asked to end in good order} */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
