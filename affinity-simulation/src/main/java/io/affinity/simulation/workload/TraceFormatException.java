// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A trace is not what it should be. The message is one line that names the file, the line and the column (a cell, counted
 * from 1) or the key where these are known, the offending text, and what would be legal.
 */
public final class TraceFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_EXCERPT = 40;

    private TraceFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static TraceFormatException ofFile(Path file, String problem) {
        return new TraceFormatException(file + ": " + problem, null);
    }

    static TraceFormatException ofUnreadable(Path file, Throwable cause) {
        return new TraceFormatException(
                file + ": could not be read (" + cause.getMessage() + "); it must be text, plain or gzip.", cause);
    }

    static TraceFormatException ofLine(Path file, int line, String problem) {
        return new TraceFormatException(file + ", line " + line + ": " + problem, null);
    }

    static TraceFormatException ofLine(Path file, int line, String text, String legal) {
        return ofLine(file, line, quoted(text) + " must be " + legal + ".");
    }

    static TraceFormatException ofCell(Path file, int line, int column, String text, String legal) {
        return new TraceFormatException(
                file + ", line " + line + ", column " + column + ": " + quoted(text) + " must be " + legal + ".", null);
    }

    static TraceFormatException ofKey(Path file, int line, String key, String text, String legal) {
        return new TraceFormatException(
                file + ", line " + line + ", key " + quoted(key) + ": " + quoted(text) + " must be " + legal + ".",
                null);
    }

    /** Control characters of a binary file must not reach a terminal. */
    private static String quoted(String text) {
        String shown = text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
