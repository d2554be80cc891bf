// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what {@link MessageWriter} wrote. Nothing is believed: no more is allocated than there are bytes for, and what cannot be
 * is an {@link IllegalArgumentException}.
 */
final class MessageReader {

    private static final int NANOS = 1_000_000_000;

    private final ByteBuffer buffer;
    private final List<String> texts = new ArrayList<>();

    MessageReader(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    void requireEnd() {
        require(buffer.remaining() == 0, "number of bytes too many", buffer.remaining());
    }

    boolean flag() {
        byte value = buffer.get();
        require(value == 0 || value == 1, "flag", value);
        return value == 1;
    }

    int integer() {
        return buffer.getInt();
    }

    /** {@return a number from 0 to before {@code end}} */
    int index(int end) {
        int value = integer();
        require(value >= 0 && value < end, "index", value);
        return value;
    }

    double real() {
        return Double.longBitsToDouble(buffer.getLong());
    }

    float single() {
        return Float.intBitsToFloat(buffer.getInt());
    }

    double[] reals(int count) {
        requireRoom(count, Double.BYTES);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = real();
        }
        return values;
    }

    void integers(int[] into) {
        requireRoom(into.length, Integer.BYTES);
        buffer.asIntBuffer().get(into);
        buffer.position(buffer.position() + into.length * Integer.BYTES);
    }

    /** Looks whether there can be so many values before room is made for them. */
    void requireRoom(long count, int bytesEach) {
        require(count >= 0 && count <= buffer.remaining() / bytesEach, "number of values", count);
    }

    String text() {
        int place = integer();
        if (place != 0) {
            require(place > 0 && place <= texts.size(), "place of a text", place);
            return texts.get(place - 1);
        }
        int length = integer();
        requireRoom(length, 1);
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = character();
        }
        String text = new String(chars);
        texts.add(text);
        return text;
    }

    private char character() {
        int first = buffer.get() & 0xff;
        if (first < 0x80) {
            return (char) first;
        }
        require(first >= 0xc0 && first < 0xf0, "byte of a text", first);
        return (char) (first < 0xe0 ? (first & 0x1f) << 6 | rest() : (first & 0xf) << 12 | rest() << 6 | rest());
    }

    private int rest() {
        int value = buffer.get() & 0xff;
        require(value >= 0x80 && value < 0xc0, "byte of a text", value);
        return value & 0x3f;
    }

    Instant instant() {
        return Instant.ofEpochSecond(buffer.getLong(), nanos());
    }

    Duration duration() {
        return Duration.ofSeconds(buffer.getLong(), nanos());
    }

    private int nanos() {
        int value = integer();
        require(value >= 0 && value < NANOS, "nanosecond", value);
        return value;
    }

    /** {@return how many parts follow, each of one byte at least} */
    private int count() {
        int count = integer();
        requireRoom(count, 1);
        return count;
    }

    <T> List<T> list(Supplier<T> part) {
        List<T> list = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            list.add(part.get());
        }
        return list;
    }

    <T> Set<T> set(Supplier<T> part) {
        Set<T> set = new LinkedHashSet<>();
        for (int left = count(); left > 0; left--) {
            T value = part.get();
            if (!set.add(value)) {
                throw new IllegalArgumentException("Something (" + value + ") is named twice.");
            }
        }
        return set;
    }

    <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        for (int left = count(); left > 0; left--) {
            K name = key.get();
            if (map.putIfAbsent(name, value.get()) != null) {
                throw new IllegalArgumentException("Something (" + name + ") is named twice.");
            }
        }
        return map;
    }

    private static void require(boolean isLegal, String thing, long value) {
        if (!isLegal) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") is out of range.");
        }
    }
}
