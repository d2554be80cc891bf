// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.simulation.CycleProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes to.
 *
 * @param out results
 * @param err progress and errors
 * @param terminal as {@code err}, unfiltered, where a person watches it, so that a line may be overwritten; else null
 */
record Console(PrintStream out, PrintStream err, @Nullable PrintStream terminal) {

    static Console system() {
        PrintStream terminal = System.err;
        PrintStream err = new PrintableStream(terminal);
        // Loggers write there by themselves.
        System.setErr(err);
        return new Console(
                new PrintableStream(System.out), err, isTerminal(Path.of("/proc/self/fd/2")) ? terminal : null);
    }

    /** Java itself only tells whether both input and output are a terminal, and newer releases not even that. */
    private static boolean isTerminal(Path standardError) {
        try {
            String device = Files.readSymbolicLink(standardError).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** {@return the same, which tells of files that are written where they do not disturb what programs read} */
    Console tellingBeside(OutputOption output) {
        return output.isTable() ? this : new Console(err, err, terminal);
    }

    /** {@return what tells how far a task is that takes a while; a person who watches sees a bar} */
    CycleProgress progress(String task, long work) {
        return terminal == null
                ? CycleProgress.lines(task, work, err)
                : CycleProgress.bar(task, work, terminal, new TerminalWidth());
    }
}
