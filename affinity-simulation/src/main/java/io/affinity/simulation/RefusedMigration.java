// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;

/** A migration that ended before it began. */
record RefusedMigration(MigrationRequest request, MigrationFailure.Refused failure) implements MigrationHandle {

    @Override
    public MigrationState state() {
        return new MigrationState.Ended(new MigrationOutcome.Failed(failure));
    }

    @Override
    public void abort() {
        // It has ended already.
    }
}
