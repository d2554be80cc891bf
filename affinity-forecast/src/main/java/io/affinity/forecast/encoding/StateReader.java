// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the state of a model out of bytes. Every method throws IllegalArgumentException if the bytes end too early or cannot
 * be what is asked for: bytes may be crafted, so no number is believed, and no memory claimed that the bytes do not pay for.
 * Belongs to one thread.
 */
public final class StateReader {

    /** No level, weight or error is larger; the square of this is still a number. */
    public static final double LARGEST = 1e150;

    private static final int MOST_NANOS = 999_999_999;

    /** Some 30,000 years, so that times far ahead of the last can still be told. */
    private static final long MOST_SECONDS = 1_000_000_000_000L;

    private static final long MOST_STEP_SECONDS = Duration.ofDays(366).toSeconds();

    private final int length;
    private final ByteBuffer in;

    /**
     * Begins at the position of the buffer.
     *
     * @param length of the whole model in bytes, for messages
     */
    StateReader(ByteBuffer state, int length) {
        this.length = length;
        this.in = state;
    }

    /**
     * Takes a number that must lie in a range, such as an index or a length.
     *
     * @param name of the thing, for the message
     */
    public int takeInt(String name, int least, int most) {
        int value = next(Integer.BYTES).getInt();
        if (value < least || value > most) {
            throw broken(name + " is " + value + " but must lie in " + least + " to " + most);
        }
        return value;
    }

    /** Takes a truth value. */
    public boolean takeBoolean() {
        byte value = next(1).get();
        if (value != 0 && value != 1) {
            throw broken("a truth value is " + value + " but must be 0 or 1");
        }
        return value == 1;
    }

    /** Takes a number that must lie in a range, and so is not NaN. */
    public double takeDouble(String name, double least, double most) {
        return checked(next(Double.BYTES).getDouble(), name, least, most);
    }

    /** Takes a number within {@link #LARGEST}. */
    public double takeNumber(String name) {
        return takeDouble(name, -LARGEST, LARGEST);
    }

    /** Takes a number within {@link #LARGEST}, or NaN. */
    public double takeNumberOrMissing(String name) {
        double value = next(Double.BYTES).getDouble();
        return Double.isNaN(value) ? value : checked(value, name, -LARGEST, LARGEST);
    }

    /** Takes a number that must lie in a range, and so is not NaN. */
    public float takeFloat(String name, float least, float most) {
        float value = next(Float.BYTES).getFloat();
        checked(value, name, least, most);
        return value;
    }

    private double checked(double value, String name, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw broken(name + " is " + value + " but must lie in " + least + " to " + most);
        }
        return value;
    }

    /** Takes a text. */
    public String takeText() {
        int size = Short.toUnsignedInt(next(Short.BYTES).getShort());
        requireRoom(size, 1);
        byte[] text = new byte[size];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Takes a time. */
    public Instant takeInstant() {
        return Instant.ofEpochSecond(seconds(-MOST_SECONDS, MOST_SECONDS), takeInt("a nanosecond", 0, MOST_NANOS));
    }

    /** Takes the distance between two steps: above zero, and at most a year. */
    public Duration takeStep() {
        Duration step = Duration.ofSeconds(seconds(0, MOST_STEP_SECONDS), takeInt("a nanosecond", 0, MOST_NANOS));
        if (step.isZero()) {
            throw broken("a step is " + step + " but must be longer");
        }
        return step;
    }

    private long seconds(long least, long most) {
        long seconds = next(Long.BYTES).getLong();
        if (seconds < least || seconds > most) {
            throw broken("a time is out of range");
        }
        return seconds;
    }

    /** Takes an array of numbers that must lie in a range. */
    public int[] takeInts(String name, int least, int most) {
        int[] values = new int[takeLength(Integer.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = takeInt(name, least, most);
        }
        return values;
    }

    /** Takes an array of numbers within {@link #LARGEST}. */
    public double[] takeNumbers(String name) {
        return takeDoubles(name, -LARGEST, LARGEST);
    }

    /** Takes an array of numbers within {@link #LARGEST}, of exactly this length. */
    public void takeNumbers(String name, double[] into) {
        takeNumbers(name, LARGEST, into);
    }

    /** Takes an array of numbers from {@code -most} to {@code most}, of exactly this length. */
    public void takeNumbers(String name, double most, double[] into) {
        takeExactLength(into.length, Double.BYTES);
        for (int i = 0; i < into.length; i++) {
            into[i] = takeDouble(name, -most, most);
        }
    }

    /** Takes an array of numbers within {@link #LARGEST} or NaN, of exactly this length. */
    public void takeNumbersOrMissing(String name, double[] into) {
        takeExactLength(into.length, Double.BYTES);
        for (int i = 0; i < into.length; i++) {
            into[i] = takeNumberOrMissing(name);
        }
    }

    /** Takes an array of numbers that must lie in a range. */
    public double[] takeDoubles(String name, double least, double most) {
        double[] values = new double[takeLength(Double.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = takeDouble(name, least, most);
        }
        return values;
    }

    /** Takes an array of numbers that are finite, or NaN. */
    public float[] takeFloatsOrMissing(String name) {
        float[] values = new float[takeLength(Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(Float.BYTES).getFloat();
            if (Float.isInfinite(values[i])) {
                throw broken(name + " is infinite");
            }
        }
        return values;
    }

    /** Takes bytes. */
    public byte[] takeBytes() {
        byte[] values = new byte[takeLength(1)];
        in.get(values);
        return values;
    }

    /**
     * Makes sure that what follows can be as long as it is said to be, before there is memory claimed for it.
     *
     * @param count of elements that follow, at least 0
     * @param bytesEach that each takes at least
     */
    public void requireRoom(long count, int bytesEach) {
        if (count > in.remaining() / bytesEach) {
            throw broken("it ends too early for " + count + " elements");
        }
    }

    /** Makes sure that nothing is left. */
    public void end() {
        if (in.remaining() > 0) {
            throw broken("it has " + in.remaining() + " bytes too many");
        }
    }

    /** {@return what to throw where the state cannot be right} */
    public IllegalArgumentException broken(String why) {
        return broken(length, why);
    }

    static IllegalArgumentException broken(int length, String why) {
        return new IllegalArgumentException("The encoded model of " + length + " bytes is broken: " + why + ".");
    }

    private int takeLength(int elementBytes) {
        int length = takeInt("a length", 0, Integer.MAX_VALUE);
        requireRoom(length, elementBytes);
        return length;
    }

    private void takeExactLength(int expected, int elementBytes) {
        int length = takeLength(elementBytes);
        if (length != expected) {
            throw broken("an array has " + length + " elements but must have " + expected);
        }
    }

    private ByteBuffer next(int count) {
        if (in.remaining() < count) {
            throw broken("it ends too early, or holds another kind of state");
        }
        return in;
    }
}
