// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes a message, whose parts {@link MessageReader} reads. A text that was written before is only referred to. */
final class MessageWriter {

    private static final int FIRST_ROOM = 1 << 12;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_ROOM);
    private final Map<String, Integer> placeByText = new HashMap<>();

    private ByteBuffer room(long bytes) {
        if (buffer.remaining() < bytes) {
            long needed = buffer.position() + bytes;
            if (needed > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "The length of a message (" + needed + " bytes) must be at most " + MOST_BYTES + ".");
            }
            int length = (int) Math.min(MOST_BYTES, Math.max(needed, 2L * buffer.capacity()));
            buffer = ByteBuffer.wrap(
                    Arrays.copyOf(buffer.array(), length), buffer.position(), length - buffer.position());
        }
        return buffer;
    }

    /** {@return what was written so far, as a view} */
    ByteBuffer written() {
        return buffer.duplicate().flip();
    }

    void flag(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
    }

    void integer(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void real(double value) {
        room(Double.BYTES).putLong(Double.doubleToRawLongBits(value));
    }

    void single(float value) {
        room(Float.BYTES).putInt(Float.floatToRawIntBits(value));
    }

    void integers(int[] values) {
        ByteBuffer to = room((long) values.length * Integer.BYTES);
        to.asIntBuffer().put(values);
        to.position(to.position() + values.length * Integer.BYTES);
    }

    /** Each character by itself, so that any text comes back as it was. */
    void text(String value) {
        Integer known = placeByText.putIfAbsent(value, placeByText.size() + 1);
        if (known != null) {
            integer(known);
            return;
        }
        integer(0);
        integer(value.length());
        ByteBuffer to = room(3L * value.length());
        for (int i = 0; i < value.length(); i++) {
            put(to, value.charAt(i));
        }
    }

    /** As UTF-8, but for surrogates, which stand alone. */
    private static void put(ByteBuffer to, char c) {
        if (c < 0x80) {
            to.put((byte) c);
        } else if (c < 0x800) {
            to.put((byte) (0xc0 | (c >> 6))).put(rest(c));
        } else {
            to.put((byte) (0xe0 | (c >> 12))).put(rest(c >> 6)).put(rest(c));
        }
    }

    private static byte rest(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    void instant(Instant value) {
        room(Long.BYTES).putLong(value.getEpochSecond());
        integer(value.getNano());
    }

    void duration(Duration value) {
        room(Long.BYTES).putLong(value.getSeconds());
        integer(value.getNano());
    }

    <T> void list(Collection<? extends T> values, Consumer<T> part) {
        integer(values.size());
        values.forEach(part);
    }
}
