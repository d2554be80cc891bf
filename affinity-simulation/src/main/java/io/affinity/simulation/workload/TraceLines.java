// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of one trace file, plain or gzip as its first bytes say, with the number of the line for messages. */
final class TraceLines implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final BufferedReader reader;
    private int number;

    private TraceLines(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static TraceLines open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw TraceFormatException.ofFile(
                    file, "there is no such file; a trace must be a file or a folder of files.");
        }
        try {
            return new TraceLines(file, text(file));
        } catch (IOException e) {
            throw TraceFormatException.ofUnreadable(file, e);
        }
    }

    /** {@return what the file says from its first character on, which is not a byte order mark} */
    static BufferedReader text(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            InputStream text = startsAsGzip(raw) ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
            BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean startsAsGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip;
    }

    /** {@return the first line; empty if the file is} */
    static String first(Path file) {
        try (TraceLines lines = open(file)) {
            String line = lines.next();
            return line == null ? "" : line;
        }
    }

    /** {@return the next line, or null at the end of the file} */
    @Nullable
    String next() {
        try {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            number++;
            return line;
        } catch (IOException e) {
            throw TraceFormatException.ofUnreadable(file, e);
        }
    }

    /** {@return the next line that is not blank, or null at the end of the file} */
    @Nullable
    String nextRow() {
        String line = next();
        while (line != null && line.isBlank()) {
            line = next();
        }
        return line;
    }

    /** {@return the number of the line that was read last, from 1} */
    int number() {
        return number;
    }

    /** {@return the exception for the line that was read last} */
    TraceFormatException wrongLine(String problem) {
        return TraceFormatException.ofLine(file, number, problem);
    }

    /** {@return the exception for the whole line that was read last} */
    TraceFormatException wrongLine(String text, String legal) {
        return TraceFormatException.ofLine(file, number, text, legal);
    }

    /** {@return the exception for a cell, counted from 0, of the line that was read last} */
    TraceFormatException wrongCell(int cell, String text, String legal) {
        return TraceFormatException.ofCell(file, number, cell + 1, text, legal);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw TraceFormatException.ofUnreadable(file, e);
        }
    }
}
