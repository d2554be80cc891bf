// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * What every reader of a snapshot refuses: a checksum tells of damage, and not of bytes that are crafted. All methods throw
 * {@link IllegalArgumentException} if something cannot be, which a {@link SnapshotFormat} makes a {@link SnapshotFormatException}.
 */
public final class SnapshotChecks {

    /** About the year 2242: what lies between it and 1970 can be counted in nanoseconds. */
    private static final long MOST_SECONDS = 1L << 33;

    /** Grid places are steps since 1970, of a millisecond at least. */
    private static final long MOST_PLACE = 1L << 43;

    private SnapshotChecks() {}

    /**
     * {@return how many parts follow, after there is no more memory claimed for them than the bytes pay for}
     *
     * @param what they are, such as {@code VMs}
     * @param bytesEach that each takes at least, at least 1
     */
    public static int count(DataInputStream in, String what, long bytesEach) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available() / bytesEach) {
            throw new IllegalArgumentException("the number of " + what + " (" + count + ") does not fit into the "
                    + in.available() + " bytes that are left");
        }
        return count;
    }

    /** {@return the number, which must lie in a range} */
    public static long between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "the " + what + " (" + value + ") must be from " + least + " to " + most);
        }
        return value;
    }

    /** {@return the number, which must be at least zero} */
    public static int notNegative(String what, int value) {
        return (int) between(what, value, 0, Integer.MAX_VALUE);
    }

    /** {@return the number, which must lie in a range and therefore be one} */
    public static double between(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "the " + what + " (" + value + ") must be from " + least + " to " + most);
        }
        return value;
    }

    /** {@return the number, which must not be infinite or NaN} */
    public static double finite(String what, double value) {
        return between(what, value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** {@return the number, which must be finite, or NaN where it is not known} */
    public static double finiteOrMissing(String what, double value) {
        return Double.isNaN(value) ? value : finite(what, value);
    }

    /** {@return the number, which must be finite and at least zero} */
    public static double finiteNotNegative(String what, double value) {
        return between(what, value, 0, Double.MAX_VALUE);
    }

    /** {@return a place of the grid, or {@code Long.MIN_VALUE} for none} */
    public static long placeOrNone(long value) {
        return value == Long.MIN_VALUE ? value : between("place of the grid", value, -MOST_PLACE, MOST_PLACE);
    }

    /** {@return a time within which clocks can be} */
    public static Instant instant(DataInputStream in) throws IOException {
        long seconds = between("second of a time", in.readLong(), -MOST_SECONDS, MOST_SECONDS);
        return Instant.ofEpochSecond(seconds, between("nanosecond of a time", in.readInt(), 0, 999_999_999));
    }

    /** {@return a span of time, at least zero, between two such times} */
    public static Duration duration(DataInputStream in) throws IOException {
        long seconds = between("seconds of a span", in.readLong(), 0, MOST_SECONDS);
        return Duration.ofSeconds(seconds, between("nanoseconds of a span", in.readInt(), 0, 999_999_999));
    }
}
