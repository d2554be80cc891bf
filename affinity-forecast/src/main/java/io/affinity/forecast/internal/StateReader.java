package io.affinity.forecast.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the state of a model out of bytes. Every method throws IllegalArgumentException if the bytes end too early or cannot
 * be what is asked for. Belongs to one thread.
 */
public final class StateReader {

    private final int length;
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;

    /** @param state from {@link StateWriter#bytes} */
    public StateReader(byte[] state) {
        length = state.length;
        bytes = new ByteArrayInputStream(state);
        in = new DataInputStream(bytes);
    }

    /** Takes a number. */
    public int takeInt() {
        return take(in::readInt);
    }

    /**
     * Takes a number that must lie in a range, such as an index or a length.
     *
     * @param name of the thing, for the message
     */
    public int takeInt(String name, int least, int most) {
        int value = takeInt();
        if (value < least || value > most) {
            throw broken(name + " is " + value + " but must lie in " + least + " to " + most);
        }
        return value;
    }

    /** Takes a truth value. */
    public boolean takeBoolean() {
        return take(in::readBoolean);
    }

    /** Takes a number. */
    public double takeDouble() {
        return take(in::readDouble);
    }

    /** Takes a number. */
    public float takeFloat() {
        return take(in::readFloat);
    }

    /** Takes a text. */
    public String takeText() {
        return take(in::readUTF);
    }

    /** Takes a time. */
    public Instant takeInstant() {
        return take(() -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
    }

    /** Takes a span of time. */
    public Duration takeDuration() {
        return take(() -> Duration.ofSeconds(in.readLong(), in.readInt()));
    }

    /** Takes an array. */
    public int[] takeInts() {
        int[] values = new int[takeLength(Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = takeInt();
        }
        return values;
    }

    /** Takes an array. */
    public double[] takeDoubles() {
        double[] values = new double[takeLength(Double.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = takeDouble();
        }
        return values;
    }

    /** Takes an array of exactly this length. */
    public void takeDoubles(double[] into) {
        double[] values = takeDoubles();
        if (values.length != into.length) {
            throw broken("an array has " + values.length + " elements but must have " + into.length);
        }
        System.arraycopy(values, 0, into, 0, into.length);
    }

    /** Takes an array. */
    public float[] takeFloats() {
        float[] values = new float[takeLength(Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = takeFloat();
        }
        return values;
    }

    /** Takes bytes. */
    public byte[] takeBytes() {
        byte[] values = new byte[takeLength(1)];
        take(() -> {
            in.readFully(values);
            return values.length;
        });
        return values;
    }

    /** Makes sure that nothing is left. */
    public void end() {
        if (bytes.available() > 0) {
            throw broken("it has " + bytes.available() + " bytes too many");
        }
    }

    /** {@return what to throw where the state cannot be right} */
    public IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("The encoded model of " + length + " bytes is broken: " + why + ".");
    }

    private int takeLength(int elementBytes) {
        // A length that the bytes cannot hold must not claim memory.
        return takeInt("a length", 0, bytes.available() / elementBytes);
    }

    private <T> T take(Input<T> input) {
        try {
            return input.read();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The encoded model of " + length
                            + " bytes is broken: it ends too early, or holds another kind of state.",
                    e);
        }
    }

    private interface Input<T> {
        T read() throws IOException;
    }
}
