// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import io.affinity.benchmarks.series.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of a month, plain or gzip: the header {@code vm,values}, then a line for each VM with its name, a comma, and its
 * values row by row, separated by spaces. {@code 2*300} stands for the value 2 in 300 rows.
 */
final class ColumnFile implements AutoCloseable {

    private static final String HEADER = "vm,values";

    private final Path file;
    private final BufferedReader lines;
    private int number;

    private ColumnFile(Path file, BufferedReader lines) {
        this.file = file;
        this.lines = lines;
    }

    /** What the file has for one VM. */
    record Row(String vm, double[] values) {}

    /** @throws IllegalArgumentException if there is no such file, it has another header or cannot be read */
    static ColumnFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("The file (" + file + ") must be one that exists.");
        }
        try {
            ColumnFile column = new ColumnFile(file, TextFile.open(file));
            String header = column.line();
            if (!HEADER.equals(header)) {
                column.close();
                throw column.wrong("must be the header " + HEADER);
            }
            return column;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static IllegalArgumentException unreadable(Path file, IOException cause) {
        return new IllegalArgumentException(file + ": could not be read (" + cause.getMessage() + ").", cause);
    }

    private @Nullable String line() {
        try {
            number++;
            return lines.readLine();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** {@return the values of the next VM; null at the end of the file} */
    @Nullable
    Row next() {
        String line = line();
        while (line != null && line.isBlank()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        int comma = line.indexOf(',');
        if (comma <= 0) {
            throw wrong("must be a name, a comma, and values separated by spaces");
        }
        return new Row(line.substring(0, comma), values(line, comma + 1));
    }

    private double[] values(String line, int from) {
        double[] values = new double[1024];
        int size = 0;
        for (int start = from; start < line.length(); ) {
            int space = line.indexOf(' ', start);
            int end = space < 0 ? line.length() : space;
            String token = line.substring(start, end);
            int star = token.indexOf('*');
            int count = star < 0 ? 1 : count(token.substring(star + 1));
            double value = number(star < 0 ? token : token.substring(0, star));
            values = size + count > values.length ? Arrays.copyOf(values, 2 * (size + count)) : values;
            Arrays.fill(values, size, size + count, value);
            size += count;
            start = end + 1;
        }
        return Arrays.copyOf(values, size);
    }

    private int count(String text) {
        if (!text.matches("[0-9]{1,7}")) {
            throw wrong("\"" + text + "\" must be the number of rows that have the value");
        }
        return Integer.parseInt(text);
    }

    private double number(String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException)
                    wrong("\"" + text + "\" must be a number").initCause(e);
        }
        throw wrong("\"" + text + "\" must be a finite number");
    }

    /** {@return the exception for the line that was read last} */
    IllegalArgumentException wrong(String legal) {
        return new IllegalArgumentException(file + ", line " + number + ": " + legal + ".");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
