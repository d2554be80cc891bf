// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Puts the state of a model into bytes, in the order in which {@link StateReader} takes it out. Belongs to one thread. */
public final class StateWriter {

    private static final int MOST_TEXT = 65_535;

    private ByteBuffer out = ByteBuffer.allocate(4096);

    /** Creates an empty state. */
    public StateWriter() {}

    /** {@return what was put in so far, as a view} */
    ByteBuffer written() {
        return out.duplicate().flip();
    }

    /** Puts a number. */
    public void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /** Puts a truth value. */
    public void putBoolean(boolean value) {
        room(1).put(value ? (byte) 1 : 0);
    }

    /** Puts a number, all its bits. */
    public void putDouble(double value) {
        room(Double.BYTES).putDouble(value);
    }

    /** Puts a number, all its bits. */
    public void putFloat(float value) {
        room(Float.BYTES).putFloat(value);
    }

    /**
     * Puts a text.
     *
     * @throws IllegalArgumentException if it takes more than 65,535 bytes in UTF-8
     */
    public void putText(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        if (text.length > MOST_TEXT) {
            throw new IllegalArgumentException(
                    "The text takes " + text.length + " bytes but must take at most " + MOST_TEXT + ".");
        }
        room(Short.BYTES + text.length).putShort((short) text.length).put(text);
    }

    /** Puts a time. */
    public void putInstant(Instant value) {
        room(Long.BYTES + Integer.BYTES).putLong(value.getEpochSecond()).putInt(value.getNano());
    }

    /** Puts a span of time. */
    public void putDuration(Duration value) {
        room(Long.BYTES + Integer.BYTES).putLong(value.getSeconds()).putInt(value.getNano());
    }

    /** Puts an array with its length. */
    public void putInts(int[] values) {
        room(Integer.BYTES * (values.length + 1)).putInt(values.length);
        for (int value : values) {
            out.putInt(value);
        }
    }

    /** Puts an array with its length. */
    public void putDoubles(double[] values) {
        room(Integer.BYTES + Double.BYTES * values.length).putInt(values.length);
        for (double value : values) {
            out.putDouble(value);
        }
    }

    /** Puts the first {@code size} elements of an array, with that number. */
    public void putFloats(float[] values, int size) {
        room(Integer.BYTES + Float.BYTES * size).putInt(size);
        for (int i = 0; i < size; i++) {
            out.putFloat(values[i]);
        }
    }

    /** Puts bytes with their number. */
    public void putBytes(byte[] values) {
        room(Integer.BYTES + values.length).putInt(values.length).put(values);
    }

    private ByteBuffer room(int more) {
        if (out.remaining() < more) {
            int needed = Math.addExact(out.position(), more);
            byte[] larger = Arrays.copyOf(out.array(), (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * out.position())));
            out = ByteBuffer.wrap(larger, out.position(), larger.length - out.position());
        }
        return out;
    }
}
