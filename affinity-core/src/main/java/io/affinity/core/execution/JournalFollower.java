// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;

/**
 * What is known from the journal alone, and so survives a restart: it hears every entry, those of the past when the journal is
 * claimed and each new one once it is written.
 */
interface JournalFollower {

    /** All entries follow again, from the first. */
    void restart();

    void heard(JournalEntry entry);
}
