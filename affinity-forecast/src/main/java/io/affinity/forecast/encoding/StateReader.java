package io.affinity.forecast.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the state of a model out of bytes. Every method throws IllegalArgumentException if the bytes end too early or cannot
 * be what is asked for. Belongs to one thread.
 */
public final class StateReader {

    private final int length;
    private final ByteBuffer in;

    /** @param state from {@link StateWriter#bytes} */
    public StateReader(byte[] state) {
        length = state.length;
        in = ByteBuffer.wrap(state);
    }

    /** Takes a number. */
    public int takeInt() {
        return next(Integer.BYTES).getInt();
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
        return next(1).get() != 0;
    }

    /** Takes a number. */
    public double takeDouble() {
        return next(Double.BYTES).getDouble();
    }

    /** Takes a number. */
    public float takeFloat() {
        return next(Float.BYTES).getFloat();
    }

    /** Takes a text. */
    public String takeText() {
        byte[] text = new byte[Short.toUnsignedInt(next(Short.BYTES).getShort())];
        next(text.length).get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Takes a time. */
    public Instant takeInstant() {
        return takeTime(Instant::ofEpochSecond);
    }

    /** Takes a span of time. */
    public Duration takeDuration() {
        return takeTime(Duration::ofSeconds);
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
        next(values.length).get(values);
        return values;
    }

    /** Makes sure that nothing is left. */
    public void end() {
        if (in.remaining() > 0) {
            throw broken("it has " + in.remaining() + " bytes too many");
        }
    }

    /** {@return what to throw where the state cannot be right} */
    public IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("The encoded model of " + length + " bytes is broken: " + why + ".");
    }

    private int takeLength(int elementBytes) {
        // A length that the bytes cannot hold must not claim memory.
        return takeInt("a length", 0, in.remaining() / elementBytes);
    }

    private <T> T takeTime(Time<T> time) {
        next(Long.BYTES + Integer.BYTES);
        try {
            return time.of(in.getLong(), in.getInt());
        } catch (ArithmeticException | DateTimeException e) {
            throw broken("a time is out of range");
        }
    }

    private ByteBuffer next(int count) {
        if (in.remaining() < count) {
            throw broken("it ends too early, or holds another kind of state");
        }
        return in;
    }

    private interface Time<T> {
        T of(long seconds, long nanos);
    }
}
