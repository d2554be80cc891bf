// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.time.Duration;

/**
 * How much of a {@link FileJournal} is kept. A segment is deleted once all of it is older than {@code keptFor} and at least
 * {@code keptBytes} of ended segments come after it; at most two are deleted each time that one begins. What is open is carried over.
 *
 * @param segmentBytes after which a segment is ended; positive
 * @param keptFor not negative; at least the longest window of a migration budget and the ban on going back, which are counted from
 *     the journal after a restart
 * @param keptBytes not negative; so much is kept, however old it is
 */
public record JournalRetention(long segmentBytes, Duration keptFor, long keptBytes) {

    /** Segments of 16 MiB, of which those of 400 days and 64 MiB are kept: more than a budget by year needs. */
    public static final JournalRetention DEFAULT = new JournalRetention(16L << 20, Duration.ofDays(400), 64L << 20);

    public JournalRetention {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("The length of a segment (" + segmentBytes + ") must be positive.");
        }
        if (keptFor.isNegative() || keptBytes < 0) {
            throw new IllegalArgumentException(
                    "The time (" + keptFor + ") and the bytes (" + keptBytes + ") that are kept must not be negative.");
        }
    }
}
