// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.snapshot.Envelope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Encoded models with bits, bytes or numbers changed: always the same ones. */
final class ChangedBytes {

    private static final int COUNT = 500;
    private static final int[] NUMBERS = {
        -1, 0, 1, 1 << 16, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FF80000, 0x7FF00000, 0x7FEFFFFF
    };

    private ChangedBytes() {}

    /** {@return bytes that were damaged: none of these is equal to {@code bytes}} */
    static List<byte[]> damaged(byte[] bytes) {
        SplittableRandom random = new SplittableRandom(bytes.length);
        List<byte[]> all = new ArrayList<>();
        while (all.size() < COUNT) {
            byte[] changed = changed(bytes, random);
            if (!Arrays.equals(changed, bytes)) {
                all.add(changed);
            }
        }
        return all;
    }

    /** {@return the same with the right checksum, as somebody would craft them; none if there is no {@link Envelope}} */
    static List<byte[]> crafted(byte[] bytes) {
        if (!isSealed(bytes)) {
            return List.of();
        }
        Envelope envelope = envelope(bytes);
        ByteBuffer opened = envelope.open(bytes);
        byte[] content = new byte[opened.remaining()];
        opened.get(content);
        return damaged(content).stream().map(envelope::seal).toList();
    }

    private static boolean isSealed(byte[] bytes) {
        try {
            return bytes.length > Envelope.HEADER_BYTES
                    && envelope(bytes).open(bytes).hasRemaining();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Envelope envelope(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return new Envelope(header.getInt(), header.getInt());
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        byte[] changed = bytes.clone();
        // Lengths and the like come first.
        int[] reaches = {bytes.length, 300, 48};
        int at = random.nextInt(Math.min(bytes.length, reaches[random.nextInt(reaches.length)]));
        switch (random.nextInt(3)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            default ->
                ByteBuffer.wrap(changed)
                        .putInt(Math.min(at, bytes.length - Integer.BYTES), NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        return changed;
    }
}
