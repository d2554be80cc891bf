// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.LoopParts;
import io.affinity.cli.config.ListenSection;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.MigrationJournal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What others see of a loop. All methods belong to the thread of the loop, and none of them waits for anybody. */
public interface Serving extends AutoCloseable {

    /**
     * Listens, if that is asked for.
     *
     * @param section of the cluster file
     * @param address of the command line, or null for that of the file
     * @param mode of the loop, in a word
     * @param step of the loop
     * @throws io.affinity.cli.config.ConfigException if what is asked for cannot be, or would be open to others
     * @throws UncheckedIOException if the address is taken or nobody's
     */
    static Serving begin(ListenSection section, @Nullable String address, String mode, Duration step) {
        Listening listening = Listening.of(section, address);
        return listening == null ? new Nobody() : HttpServing.begin(listening, mode, step, Clock.systemUTC());
    }

    /** {@return where that is, in a sentence for a person; empty if nowhere} */
    String where();

    /** {@return what the loop is to be given}, with what it has for a listener beside this. */
    LoopParts parts(RebalancerListener other);

    /**
     * {@return the journal that the loop is to be given, so that it is seen what it writes}
     *
     * @param earlier hands over what the journal holds already, oldest first
     */
    MigrationJournal journal(MigrationJournal journal, Consumer<Consumer<JournalEntry>> earlier);

    /** This is the loop. */
    void watch(Rebalancer rebalancer);

    /** A cycle is over. */
    void show(ClusterView view);

    /** Nobody is served any more. */
    @Override
    void close();

    /** Nobody asked. */
    final class Nobody implements Serving {

        @Override
        public String where() {
            return "";
        }

        @Override
        public LoopParts parts(RebalancerListener other) {
            return LoopParts.of(other);
        }

        @Override
        public MigrationJournal journal(MigrationJournal journal, Consumer<Consumer<JournalEntry>> earlier) {
            return journal;
        }

        @Override
        public void watch(Rebalancer rebalancer) {}

        @Override
        public void show(ClusterView view) {}

        @Override
        public void close() {}
    }
}
