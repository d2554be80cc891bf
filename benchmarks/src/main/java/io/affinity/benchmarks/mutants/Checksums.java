// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Makes checksums right again, as whoever crafts an input can. */
final class Checksums {

    private static final int MODEL_MARK = 0xAFF1717E;

    private Checksums() {}

    /** {@return the input, whose checksums fit what was changed} */
    static byte[] repaired(byte[] input, Subject.Form form) {
        return switch (form) {
            case SEALED -> resealed(input);
            case CHECKED_LINES -> checked(input);
            case TEXT -> input;
        };
    }

    /** Models within a model first, from the last to the first, so that each contains what is right already. */
    private static byte[] resealed(byte[] input) {
        byte[] repaired = input.clone();
        ByteBuffer buffer = ByteBuffer.wrap(repaired);
        for (int at = repaired.length - Envelope.HEADER_BYTES - Envelope.TRAILER_BYTES; at > 0; at--) {
            if (buffer.getInt(at) == MODEL_MARK) {
                long length = buffer.getInt(at + 2 * Integer.BYTES);
                long end = at + Envelope.HEADER_BYTES + length + Envelope.TRAILER_BYTES;
                if (length >= 0 && end <= repaired.length) {
                    reseal(repaired, at, (int) length);
                }
            }
        }
        int length = repaired.length - Envelope.HEADER_BYTES - Envelope.TRAILER_BYTES;
        if (length >= 0) {
            reseal(repaired, 0, length);
        }
        return repaired;
    }

    private static void reseal(byte[] bytes, int at, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] content = new byte[length];
        buffer.get(at + Envelope.HEADER_BYTES, content);
        Envelope envelope = new Envelope(buffer.getInt(at), buffer.getInt(at + Integer.BYTES));
        buffer.put(at, envelope.seal(content));
    }

    private static byte[] checked(byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (int to = 0; to < input.length; to++) {
            if (input[to] == '\n') {
                String line = new String(input, from, to - from, StandardCharsets.UTF_8);
                String text = line.substring(line.indexOf(' ') + 1);
                out.writeBytes((checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
                from = to + 1;
            }
        }
        out.write(input, from, input.length - from);
        return out.toByteArray();
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
