package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotStoreKitTest {

    @Test
    void passesAStoreWithoutDefects() {
        assertThat(KitRun.failures(Good.class)).isEmpty();
    }

    @Test
    void findsAStoreThatHandsOutItsOwnBytes() {
        assertThat(KitRun.failures(Leaky.class)).contains("copiesWhatItTakesAndWhatItGives");
    }

    @Test
    void findsAStoreThatForgetsAtARestart() {
        assertThat(KitRun.failures(Forgetful.class)).contains("returnsTheNewestSnapshot");
    }

    @Test
    void findsAStoreThatCutsSnapshotsShort() {
        assertThat(KitRun.failures(Cutting.class)).contains("returnsTheNewestSnapshot");
    }

    static class PlainStore implements SnapshotStore {

        private byte @Nullable [] newest;

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public synchronized void save(byte[] snapshot) {
            newest = snapshot.clone();
        }

        @Override
        public synchronized byte @Nullable [] load() {
            return newest == null ? null : newest.clone();
        }
    }

    static final class Good extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new PlainStore();
        }
    }

    static final class Leaky extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new SnapshotStore() {
                private byte @Nullable [] newest;

                @Override
                public String name() {
                    return "leaky";
                }

                @Override
                public void save(byte[] snapshot) {
                    newest = snapshot;
                }

                @Override
                public byte @Nullable [] load() {
                    return newest;
                }
            };
        }
    }

    static final class Forgetful extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new PlainStore();
        }

        @Override
        protected SnapshotStore reopened(SnapshotStore store) {
            return new PlainStore();
        }
    }

    static final class Cutting extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new PlainStore() {
                @Override
                public synchronized void save(byte[] snapshot) {
                    super.save(Arrays.copyOf(snapshot, Math.min(snapshot.length, 65_536)));
                }
            };
        }
    }
}
