// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The plain migrator, to be given a defect. */
abstract class AlteredMigrator implements Migrator {

    private final Migrator plain;

    AlteredMigrator(Migrator plain) {
        this.plain = plain;
    }

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        return plain.start(request);
    }

    @Override
    public Set<HostId> hosts() {
        return plain.hosts();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return plain.inspect(vm);
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return plain.verify(migration);
    }

    @Override
    public void abort(Migration migration) {
        plain.abort(migration);
    }
}
