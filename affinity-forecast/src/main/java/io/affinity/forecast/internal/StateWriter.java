package io.affinity.forecast.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Puts the state of a model into bytes, in the order in which {@link StateReader} takes it out. Belongs to one thread. */
public final class StateWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Creates an empty state. */
    public StateWriter() {}

    /** {@return what was put in so far} */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Puts a number. */
    public void putInt(int value) {
        put(() -> out.writeInt(value));
    }

    /** Puts a truth value. */
    public void putBoolean(boolean value) {
        put(() -> out.writeBoolean(value));
    }

    /** Puts a number, all its bits. */
    public void putDouble(double value) {
        put(() -> out.writeDouble(value));
    }

    /** Puts a number, all its bits. */
    public void putFloat(float value) {
        put(() -> out.writeFloat(value));
    }

    /** Puts a text of up to 65,535 bytes in UTF-8. */
    public void putText(String value) {
        put(() -> out.writeUTF(value));
    }

    /** Puts a time. */
    public void putInstant(Instant value) {
        put(() -> {
            out.writeLong(value.getEpochSecond());
            out.writeInt(value.getNano());
        });
    }

    /** Puts a span of time. */
    public void putDuration(Duration value) {
        put(() -> {
            out.writeLong(value.getSeconds());
            out.writeInt(value.getNano());
        });
    }

    /** Puts an array with its length. */
    public void putInts(int[] values) {
        putInt(values.length);
        for (int value : values) {
            putInt(value);
        }
    }

    /** Puts an array with its length. */
    public void putDoubles(double[] values) {
        putInt(values.length);
        for (double value : values) {
            putDouble(value);
        }
    }

    /** Puts the first {@code size} elements of an array, with that number. */
    public void putFloats(float[] values, int size) {
        putInt(size);
        for (int i = 0; i < size; i++) {
            putFloat(values[i]);
        }
    }

    /** Puts bytes with their number. */
    public void putBytes(byte[] values) {
        putInt(values.length);
        put(() -> out.write(values));
    }

    private static void put(Output output) {
        try {
            output.write();
        } catch (IOException e) {
            // Memory does not fail; a text that is too long does.
            throw new UncheckedIOException(e);
        }
    }

    private interface Output {
        void write() throws IOException;
    }
}
