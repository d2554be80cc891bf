package io.affinity.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes to.
 *
 * @param out results
 * @param err progress and errors
 * @param isTerminal whether a person watches {@code err}, so that a line may be overwritten
 */
record Console(PrintStream out, PrintStream err, boolean isTerminal) {

    static Console system() {
        return new Console(System.out, System.err, isTerminal(Path.of("/proc/self/fd/2")));
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
}
