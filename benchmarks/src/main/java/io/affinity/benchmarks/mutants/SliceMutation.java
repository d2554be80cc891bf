// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes that need not know what bytes mean. */
final class SliceMutation {

    private static final int MOST_COPIES = 64;

    private final SplittableRandom random;

    SliceMutation(SplittableRandom random) {
        this.random = random;
    }

    /**
     * {@return the input with a change}
     *
     * @param other another input of the same kind
     */
    byte[] changed(byte[] input, byte[] other) {
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(input, random.nextInt(input.length + 1));
            case 1 -> withRest(input);
            case 2 -> repeated(input);
            case 3 -> without(input);
            case 4 -> spliced(input, other);
            case 5 -> withAnyBytes(input);
            default -> withFlippedBits(input);
        };
    }

    private byte[] withRest(byte[] input) {
        byte[] longer = Arrays.copyOf(input, input.length + 1 + random.nextInt(200));
        for (int i = input.length; i < longer.length; i++) {
            longer[i] = (byte) random.nextInt(256);
        }
        return longer;
    }

    private byte[] repeated(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int length = random.nextInt(Math.min(2000, input.length - from) + 1);
        int copies = random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_COPIES) : 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        for (int i = 0; i <= copies && out.size() < Mutation.MOST_BYTES; i++) {
            out.write(input, from, length);
        }
        out.write(input, from + length, input.length - from - length);
        return out.toByteArray();
    }

    private byte[] without(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int length = random.nextInt(Math.min(200, input.length - from) + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.write(input, from + length, input.length - from - length);
        return out.toByteArray();
    }

    private byte[] spliced(byte[] input, byte[] other) {
        int first = random.nextInt(input.length + 1);
        int second = random.nextBoolean() ? Math.min(first, other.length) : random.nextInt(other.length + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, first);
        out.write(other, second, other.length - second);
        return out.toByteArray();
    }

    private byte[] withAnyBytes(byte[] input) {
        byte[] changed = input.clone();
        for (int left = 1 + random.nextInt(8); left > 0 && changed.length > 0; left--) {
            changed[place(changed)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private byte[] withFlippedBits(byte[] input) {
        byte[] changed = input.clone();
        for (int left = 1 + random.nextInt(4); left > 0 && changed.length > 0; left--) {
            changed[place(changed)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** What lengths and kinds are told by comes first. */
    private int place(byte[] input) {
        return random.nextInt(random.nextBoolean() ? input.length : Math.min(400, input.length));
    }
}
