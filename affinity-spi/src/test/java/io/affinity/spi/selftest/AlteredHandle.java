// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;

/** The handle of a migration, to be given a defect. */
abstract class AlteredHandle implements MigrationHandle {

    private final MigrationHandle handle;

    AlteredHandle(MigrationHandle handle) {
        this.handle = handle;
    }

    @Override
    public MigrationRequest request() {
        return handle.request();
    }

    @Override
    public MigrationState state() {
        return handle.state();
    }

    @Override
    public void abort() {
        handle.abort();
    }
}
