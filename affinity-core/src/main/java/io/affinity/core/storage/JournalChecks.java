// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.NewerOwnerException;

/** What every journal refuses. */
final class JournalChecks {

    private JournalChecks() {}

    /** @param journal as people know it */
    static void requireNewest(String journal, long epoch, long newest) {
        if (epoch < newest) {
            throw new NewerOwnerException(journal, epoch, newest);
        }
        if (epoch > newest || epoch < 1) {
            throw new IllegalArgumentException(
                    "The epoch (" + epoch + ") must have been given out by the journal; the newest is " + newest + ".");
        }
    }

    static void requireReadable(long position, int limit) {
        if (position < 0 || limit < 1) {
            throw new IllegalArgumentException("The position (" + position + ") must not be negative, and the limit ("
                    + limit + ") must be at least 1.");
        }
    }
}
