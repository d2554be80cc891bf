package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why no migration is started any more, until a person has looked. */
public sealed interface Alarm {

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
            @Nullable ActualState state) implements Alarm {

        /** {@return what is wrong about where the VM is} */
        public Trouble trouble() {
            return Trouble.of(state, migration);
        }
    }

    /**
     * A migration was reported complete, and is not.
     *
     * @param id of its journal entries
     */
    record RefutedVerification(String id, Migration migration, List<Doubt> doubts) implements Alarm {
        public RefutedVerification {
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * A migration was open when a controller ended, and its VM is not on exactly one host.
     *
     * @param id of its journal entries
     * @param state what the hosts say, or null if they could not be asked
     */
    record LeftOpen(
            String id, Migration migration, @Nullable ActualState state) implements Alarm {

        /** {@return what is wrong about where the VM is} */
        public Trouble trouble() {
            return Trouble.of(state, migration);
        }
    }

    /**
     * Another controller has claimed the journal. It looks after what is under way.
     *
     * @param epoch of this controller
     * @param newest of the other one, or of one that came still later
     */
    record NewerOwner(long epoch, long newest) implements Alarm {}
}
