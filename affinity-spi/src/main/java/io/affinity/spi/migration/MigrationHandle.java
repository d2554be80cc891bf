// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/** One migration that was started. Thread-safe; no method waits for a sick host. */
public interface MigrationHandle {

    /** {@return the request it was started with} */
    MigrationRequest request();

    /** {@return where it stands now} */
    MigrationState state();

    /** Asks for an abort. Has no effect once the VM has switched over or the migration has ended. */
    void abort();
}
