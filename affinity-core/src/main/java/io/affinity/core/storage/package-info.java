/**
 * What is kept: the journal of migrations and the snapshots of what was learned, in files that survive a crash, or in memory, and
 * the demand that was measured. Entry types: {@link io.affinity.core.storage.FileJournal},
 * {@link io.affinity.core.storage.FileSnapshots}, {@link io.affinity.core.storage.RecordedDemand},
 * {@link io.affinity.core.storage.RecordedValues}.
 */
@NullMarked
package io.affinity.core.storage;

import org.jspecify.annotations.NullMarked;
