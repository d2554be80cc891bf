// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.Lab;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Caller} in a process of its own. */
final class CallerProcess implements AutoCloseable {

    private final Process process;
    private final Path errors;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private CallerProcess(List<String> command, Path folder) {
        errors = folder.resolve("errors-of-caller");
        try {
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        questions = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** {@return a caller in the network between the hosts of the lab} */
    static CallerProcess inLab(Lab lab, String uri, Path folder) {
        List<String> command = lab.words("exec", "switch");
        command.addAll(java(uri));
        return new CallerProcess(command, folder);
    }

    /** {@return a caller on this machine, whose JVM has these options, and which waits so long after a failure to connect} */
    static CallerProcess here(String uri, Path folder, Duration retry, String... options) {
        List<String> command = java(uri, options);
        command.add(retry.toString());
        return new CallerProcess(command, folder);
    }

    private static List<String> java(String uri, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Caller.class.getName(), uri));
        return command;
    }

    /** {@return the answer or the failure, in one line} */
    String ask() {
        try {
            questions.newLine();
            questions.flush();
            @Nullable String answer = answers.readLine();
            if (answer == null) {
                throw new AssertionError("The caller has ended: " + errors());
            }
            assertThat(answer).as("one line").doesNotContain("\\n", "\\r");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what it has printed to standard error so far} */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
