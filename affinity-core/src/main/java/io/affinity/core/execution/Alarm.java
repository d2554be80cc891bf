// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a VM is left alone, or no migration is started any more, until a person has looked. */
public sealed interface Alarm {

    /** {@return whether nothing at all is started; if not, only the VM and its two hosts are left alone} */
    boolean stopsAll();

    /** It is in doubt where one VM runs. All are stopped only if there may be a second copy of it. */
    sealed interface OfVm extends Alarm {

        /** {@return the id of its journal entries} */
        String id();

        /** {@return what was to be done with it} */
        Migration migration();
    }

    /**
     * It is not known how a migration ended, nor do the hosts tell.
     *
     * @param id of its journal entries
     * @param state what the hosts say, or null if they could not be asked
     */
    record UnknownOutcome(
            String id,
            Migration migration,
            MigrationOutcome.Unknown outcome,
            @Nullable ActualState state) implements OfVm {

        /** {@return what is wrong about where the VM is} */
        public Trouble trouble() {
            return Trouble.of(state, migration);
        }

        @Override
        public boolean stopsAll() {
            return trouble().isSecondCopy();
        }
    }

    /**
     * A migration was reported complete, and is not.
     *
     * @param id of its journal entries
     */
    record RefutedVerification(String id, Migration migration, List<Doubt> doubts) implements OfVm {
        public RefutedVerification {
            doubts = List.copyOf(doubts);
        }

        /** A copy elsewhere is a second one unless the VM is not on its target at all. */
        @Override
        public boolean stopsAll() {
            boolean isOnTarget = doubts.stream().noneMatch(doubt -> doubt.kind() == Doubt.Kind.NOT_ON_TARGET);
            return doubts.stream()
                    .anyMatch(doubt -> doubt.kind() == Doubt.Kind.HELD
                            || (isOnTarget && doubt.kind() == Doubt.Kind.RUNS_ELSEWHERE));
        }
    }

    /**
     * A migration was open when a controller ended, and its VM is not on exactly one host.
     *
     * @param id of its journal entries
     * @param state what the hosts say, or null if they could not be asked
     */
    record LeftOpen(
            String id, Migration migration, @Nullable ActualState state) implements OfVm {

        /** {@return what is wrong about where the VM is} */
        public Trouble trouble() {
            return Trouble.of(state, migration);
        }

        @Override
        public boolean stopsAll() {
            return trouble().isSecondCopy();
        }
    }

    /**
     * Another controller has claimed the journal. It looks after what is under way.
     *
     * @param epoch of this controller
     * @param newest of the other one, or of one that came still later
     */
    record NewerOwner(long epoch, long newest) implements Alarm {
        @Override
        public boolean stopsAll() {
            return true;
        }
    }

    /**
     * The journal cannot be written, so nothing can be announced. Ends by itself once it can be again.
     *
     * @param detail in the words of the journal
     */
    record JournalUnwritable(String detail) implements Alarm {
        @Override
        public boolean stopsAll() {
            return true;
        }
    }
}
