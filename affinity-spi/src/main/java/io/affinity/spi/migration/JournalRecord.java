// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/**
 * An entry and where it is in the journal.
 *
 * @param position positive; higher than those of all entries before, and the same whenever it is read, also after a restart
 */
public record JournalRecord(long position, JournalEntry entry) {}
