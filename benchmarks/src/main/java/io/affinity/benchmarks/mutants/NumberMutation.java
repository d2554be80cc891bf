// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Replaces numbers in bytes, lengths among them, by what nobody would write. */
final class NumberMutation {

    private static final long[] WHOLE = {
        -1,
        0,
        1,
        2,
        127,
        128,
        255,
        256,
        1 << 15,
        1 << 16,
        1 << 20,
        1 << 24,
        1 << 28,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 1,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
    };

    private static final double[] REAL = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e308,
        1e160,
        -1e160,
        1e150,
        -1e150,
        1e40,
        -1e40,
        1e9,
        -1,
        -0.0,
        0,
        0.5,
        1,
        1.5,
        2,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1L << 31
    };

    private static final int HEAD = 400;

    private final SplittableRandom random;

    NumberMutation(SplittableRandom random) {
        this.random = random;
    }

    /** {@return the bytes with one to three other numbers} */
    byte[] changed(byte[] input) {
        byte[] changed = input.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            change(changed);
        }
        return changed;
    }

    private void change(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int room = bytes.length - Long.BYTES;
        if (room <= 0) {
            return;
        }
        int at = random.nextInt(random.nextBoolean() ? room : Math.min(HEAD, room));
        long whole = random.nextInt(4) == 0 ? random.nextLong() : WHOLE[random.nextInt(WHOLE.length)];
        double real = REAL[random.nextInt(REAL.length)];
        switch (random.nextInt(6)) {
            case 0 -> buffer.putInt(at, (int) whole);
            case 1 -> buffer.putLong(at, whole);
            case 2 -> buffer.putShort(at, (short) whole);
            case 3 -> buffer.putFloat(at, (float) real);
            case 4 -> buffer.putInt(at, buffer.getInt(at) + random.nextInt(-2, 3));
            default -> buffer.putDouble(at, real);
        }
    }
}
