package io.affinity.spi.migration;

import io.affinity.spi.model.VmId;
import io.affinity.spi.plugin.Plugin;

/**
 * Carries out live migrations. Thread-safe. No method waits for a migration to end, and none for a host that does not
 * answer longer than the implementation documents.
 */
public interface Migrator extends Plugin {

    /**
     * Starts a migration, once. What can be refused is refused before any byte is copied, and is reported as
     * {@link MigrationOutcome.Failed} in the handle's state, not thrown.
     */
    MigrationHandle start(MigrationRequest request);

    /** {@return where the VM really is, asked of its hosts now} */
    ActualState inspect(VmId vm);

    /** {@return whether the VM of a completed migration runs on the target and only there, and works} */
    Verification verify(Migration migration);
}
