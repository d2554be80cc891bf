// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Of a cluster that is only looked at: refuses whatever it is asked for. */
final class NoMigrator implements Migrator {

    private static final String WHY = "There is no migrator.";

    private record Refused(MigrationRequest request) implements MigrationHandle {

        @Override
        public MigrationState state() {
            return new MigrationState.Ended(
                    new MigrationOutcome.Failed(MigrationFailure.Refused.of(FailureCause.CONFIGURATION, WHY)));
        }

        @Override
        public void abort() {}
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        return new Refused(request);
    }

    @Override
    public Set<HostId> hosts() {
        return Set.of();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.completedFuture(new ActualState(vm, Set.of(), Set.of(), Set.of()));
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.completedFuture(
                new Verification.Refuted(List.of(new Doubt(Doubt.Kind.NOT_ASKED, Set.of(), WHY))));
    }

    @Override
    public void abort(Migration migration) {}
}
