// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a file from a position on, in bounded memory. What ends without a line break is not a line yet. */
final class FileLines {

    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long readTo;
    private long position;

    /** @param position where a line begins, in bytes */
    FileLines(FileChannel channel, long position) {
        this.channel = channel;
        this.readTo = position;
        this.position = position;
    }

    /** {@return the next line without its end, or null if there is none} */
    @Nullable
    String next() throws IOException {
        line.reset();
        while (true) {
            if (!chunk.hasRemaining() && !fill()) {
                return null;
            }
            byte next = chunk.get();
            if (next == '\n') {
                position += line.size() + 1;
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
    }

    private boolean fill() throws IOException {
        chunk.clear();
        int count = channel.read(chunk, readTo);
        chunk.flip();
        readTo += Math.max(0, count);
        return count > 0;
    }

    /** {@return where the line after the last one that was returned begins} */
    long position() {
        return position;
    }
}
