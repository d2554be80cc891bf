// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A migrator that may throw whatever it likes: the loop goes on, and what was asked is not known. What says that the machine
 * itself is at its end is let through.
 */
final class GuardedMigrator {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedMigrator.class);

    private final Migrator migrator;

    GuardedMigrator(Migrator migrator) {
        this.migrator = migrator;
    }

    /** {@return the handle, or null if the migrator broke: it may have started the migration or not} */
    @Nullable
    MigrationHandle start(MigrationRequest request) {
        return answer("start", () -> migrator.start(request));
    }

    /** {@return where the migration stands, or null if the migrator broke} */
    @Nullable
    MigrationState state(MigrationHandle handle) {
        return answer("say where a migration stands", handle::state);
    }

    /**
     * {@return the answer to come, in which a host of this migration that the migrator does not know, as it has left, is one that did not
     * answer; one that fails if the migrator broke}
     */
    CompletableFuture<ActualState> inspect(Migration migration) {
        return heard(answer("inspect", () -> {
            Set<HostId> before = Set.copyOf(migrator.hosts());
            return migrator.inspect(migration.vm()).thenApply(state -> {
                // One that left while it was asked said nothing, too.
                Set<HostId> known = new TreeSet<>(before);
                known.retainAll(migrator.hosts());
                Set<HostId> unknown = new TreeSet<>(Set.of(migration.source(), migration.target()));
                unknown.removeAll(known);
                return state.withUnreachable(unknown);
            });
        }));
    }

    /** {@return the answer to come; one that fails if the migrator broke} */
    CompletableFuture<Verification> verify(Migration migration) {
        return heard(answer("verify", () -> migrator.verify(migration)));
    }

    void abort(Migration migration) {
        answer("abort", () -> {
            migrator.abort(migration);
            return true;
        });
    }

    private static <T> CompletableFuture<T> heard(@Nullable CompletableFuture<T> future) {
        return future == null
                ? CompletableFuture.failedFuture(new IllegalStateException("The migrator gave no answer."))
                : future;
    }

    /** Any exception, for not every language has checked ones. */
    private <T> @Nullable T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.error("The migrator broke when it was to {}.", what, e);
            return null;
        }
    }
}
