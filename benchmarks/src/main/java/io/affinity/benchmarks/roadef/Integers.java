// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import io.affinity.benchmarks.series.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringTokenizer;

/** The whole numbers of a file, one after the other, whatever lines they stand in. Not thread-safe. */
final class Integers implements AutoCloseable {

    private final Path file;
    private final BufferedReader reader;
    private StringTokenizer line = new StringTokenizer("");
    private int lineNumber;

    private Integers(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static Integers of(Path file) throws IOException {
        return new Integers(file, TextFile.open(file));
    }

    /**
     * {@return the next number}
     *
     * @throws IllegalArgumentException if there is none, or it is outside of the range
     */
    long take(String what, long least, long most) throws IOException {
        if (!hasNext()) {
            throw new IllegalArgumentException(file + " ends where " + what + " should stand.");
        }
        String word = line.nextToken();
        try {
            long value = Long.parseLong(word);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range.
        }
        throw new IllegalArgumentException(file + ", line " + lineNumber + ": " + what + " (" + word
                + ") must be a whole number from " + least + " to " + most + ".");
    }

    int takeInt(String what, int least, int most) throws IOException {
        return (int) take(what, least, most);
    }

    /** {@return whether there is another number} */
    boolean hasNext() throws IOException {
        while (!line.hasMoreTokens()) {
            String next = reader.readLine();
            if (next == null) {
                return false;
            }
            line = new StringTokenizer(next);
            lineNumber++;
        }
        return true;
    }

    void requireEnd() throws IOException {
        if (hasNext()) {
            throw new IllegalArgumentException(
                    file + ", line " + lineNumber + ": there must be nothing after the last number.");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
