// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.plugin.Plugin;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Carries out live migrations. Thread-safe. No method waits for a host: what hosts have to say comes as a future, which is
 * completed within the time that the implementation documents, however many hosts are silent, and never exceptionally but for
 * a defect.
 */
public interface Migrator extends Plugin {

    /**
     * Starts a migration, once. What can be refused is refused before any byte is copied, and is reported as
     * {@link MigrationOutcome.Failed} with {@link MigrationFailure.Refused} in the handle's state, not thrown.
     */
    MigrationHandle start(MigrationRequest request);

    /**
     * {@return the hosts that it knows now, between which it migrates and which it asks; whatever is not one of them has not been
     * asked, and may have a VM as well}
     */
    Set<HostId> hosts();

    /** {@return where the VM really is, asked of all {@link #hosts} from now on} */
    CompletableFuture<ActualState> inspect(VmId vm);

    /** {@return whether the VM of a completed migration runs on the target and only there, and works} */
    CompletableFuture<Verification> verify(Migration migration);

    /**
     * Has the hypervisors give up a migration, also one that no handle is left of, as after a crash; {@link #inspect} tells
     * what became of it. Has no effect if there is no such migration, or once the VM has switched over.
     */
    void abort(Migration migration);
}
