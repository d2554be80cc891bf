// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lets time pass in a world and looks, again and again, where one VM runs. */
final class VmWatch {

    static final Duration TICK = Duration.ofMillis(250);
    static final Duration PATIENCE = Duration.ofHours(1);

    private final MigratorWorld world;
    private final VmId vm;

    VmWatch(MigratorWorld world, VmId vm) {
        this.world = world;
        this.vm = vm;
    }

    MigrationOutcome awaitEnd(MigrationHandle handle) {
        return awaitEnd(handle, new ArrayList<>());
    }

    MigrationOutcome awaitEnd(MigrationHandle handle, List<MigrationProgress> seen) {
        for (Duration waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(TICK)) {
            MigrationState state = handle.state();
            assertRunsOnce();
            if (state instanceof MigrationState.Ended ended) {
                return ended.outcome();
            } else if (state instanceof MigrationState.Running running) {
                seen.add(running.progress());
            }
            world.passTime(TICK);
        }
        return fail(
                "The migration %s must end, but after %s it is still %s.", handle.request(), PATIENCE, handle.state());
    }

    void assertRunsOnce() {
        ActualState actual = world.migrator().inspect(vm).join();
        assertThat(actual.vm()).isEqualTo(vm);
        assertThat(actual.activeOn()).as("hosts that run the VM").hasSizeLessThanOrEqualTo(1);
        if (actual.activeOn().isEmpty() && actual.unreachable().isEmpty()) {
            assertThat(actual.pausedOn())
                    .as("hosts that hold a VM that runs nowhere")
                    .isNotEmpty();
        }
    }

    void assertRunsOnlyOn(HostId host) {
        ActualState actual = world.migrator().inspect(vm).join();
        assertThat(actual.activeOn()).as("hosts that run the VM").isEqualTo(Set.of(host));
        assertThat(actual.unreachable()).as("hosts that do not answer").isEmpty();
    }

    static void assertRefused(MigrationOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(
                                        MigrationFailure.Refused.class,
                                        refused -> assertThat(refused.refusals())
                                                .allSatisfy(refusal -> assertThat(refusal.detail())
                                                        .isNotBlank())));
    }

    void assertRefuted(Migration migration) {
        assertThat(world.migrator().verify(migration).join())
                .isInstanceOfSatisfying(
                        Verification.Refuted.class,
                        refuted -> assertThat(refuted.doubts()).isNotEmpty());
    }
}
