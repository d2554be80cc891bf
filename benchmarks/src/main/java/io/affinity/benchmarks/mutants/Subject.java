// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.util.List;

/**
 * A decoder or reader.
 *
 * @param name by which it is chosen
 * @param form of what it reads
 * @param seeds inputs that it accepts, at least one; their arrays are not changed
 * @param reading the decoder, and what is done with whatever it accepts
 */
record Subject(String name, Form form, List<byte[]> seeds, Reading reading) {

    /** What inputs look like, so that mutations and checksums fit. */
    enum Form {
        /** Numbers and lengths in an envelope. */
        SEALED,
        /** Lines, each behind its checksum. */
        CHECKED_LINES,
        /** Words of any kind. */
        TEXT
    }

    /** What became of an input; anything else that a reading does is a violation. */
    enum Verdict {
        ACCEPTED,
        REFUSED
    }

    /** Reads an input, and uses what comes of it as its owner would. */
    @FunctionalInterface
    interface Reading {

        /**
         * {@return whether it was accepted, or refused in the way that is documented}
         *
         * @throws Exception if it was refused in another way, or what was accepted cannot be used
         */
        Verdict read(byte[] input) throws Exception;
    }

    Subject {
        seeds = List.copyOf(seeds);
    }
}
