// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes an input out of seeds: the same one for the same random numbers. Inputs have at most {@value #MOST_BYTES} bytes. */
final class Mutation {

    static final int MOST_BYTES = 1 << 18;

    private static final int MOST_CHANGES = 4;

    private final SplittableRandom random;
    private final Subject subject;

    Mutation(SplittableRandom random, Subject subject) {
        this.random = random;
        this.subject = subject;
    }

    /** {@return the next input} */
    byte[] next() {
        byte[] input = any(subject.seeds()).clone();
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
            input = changed(input);
            input = input.length > MOST_BYTES ? Arrays.copyOf(input, MOST_BYTES) : input;
        }
        // What lies behind a checksum is tried as well; and that it tells of damage.
        return random.nextInt(8) == 0 ? input : Checksums.repaired(input, subject.form());
    }

    private byte[] changed(byte[] input) {
        boolean isBinary = subject.form() == Subject.Form.SEALED;
        if (random.nextInt(3) == 0) {
            return new SliceMutation(random).changed(input, any(subject.seeds()));
        }
        return isBinary ? new NumberMutation(random).changed(input) : new TextMutation(random).changed(input);
    }

    private byte[] any(List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }
}
