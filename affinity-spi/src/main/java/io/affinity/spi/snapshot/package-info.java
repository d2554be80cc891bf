/**
 * What outlives a restart, apart from the journal of migrations. Entry type:
 * {@link io.affinity.spi.snapshot.SnapshotStore}.
 */
@NullMarked
package io.affinity.spi.snapshot;

import org.jspecify.annotations.NullMarked;
