// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A process that claims a journal and then does nothing, until it is killed. */
record OtherProcess(Process process, BufferedReader answers) implements AutoCloseable {

    static OtherProcess claiming(Path journal) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new OtherProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /** {@return its epoch, or that somebody has the journal already} */
    String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("EPOCH ") || line.equals("LOCKED")) {
                return line;
            }
        }
        throw new AssertionError("The other process said nothing.");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** @param arguments the file of the journal */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<FileJournal> journal = FileJournal.openIfFree(Path.of(arguments[0]));
        System.out.println(
                journal.isEmpty() ? "LOCKED" : "EPOCH " + journal.get().claim());
        Thread.sleep(600_000);
    }
}
