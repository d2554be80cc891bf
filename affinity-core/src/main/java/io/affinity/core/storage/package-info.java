/**
 * What is kept: the journal of migrations and the snapshot of what was learned, each in a file that survives a crash, or in
 * memory. Entry types: {@link io.affinity.core.storage.FileJournal}, {@link io.affinity.core.storage.FileSnapshots}.
 */
@NullMarked
package io.affinity.core.storage;

import org.jspecify.annotations.NullMarked;
