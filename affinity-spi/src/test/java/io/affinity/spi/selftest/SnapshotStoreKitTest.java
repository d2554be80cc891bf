// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    @Test
    void findsAStoreOfASingleSnapshot() {
        assertThat(KitRun.failures(OneForAll.class)).contains("keepsEachKeyApart");
    }

    @Test
    void findsAStoreThatTakesAnything() {
        assertThat(KitRun.failures(Lax.class))
                .contains(
                        "refusesWhatIsNoKey",
                        "takesTheLongestKeyAndNoneThatIsLonger",
                        "refusesASnapshotThatIsTooLargeAndKeepsTheOneBefore");
    }

    private static class PlainStore implements SnapshotStore {

        final Map<String, byte[]> byKey = new TreeMap<>();

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public synchronized void save(String key, byte[] snapshot) {
            SnapshotStore.require(key, snapshot);
            byKey.put(key, snapshot.clone());
        }

        @Override
        public synchronized byte @Nullable [] load(String key) {
            SnapshotStore.requireKey(key);
            byte[] newest = byKey.get(key);
            return newest == null ? null : newest.clone();
        }

        @Override
        public synchronized List<String> keys() {
            return List.copyOf(byKey.keySet());
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
            return new PlainStore() {
                @Override
                public synchronized void save(String key, byte[] snapshot) {
                    SnapshotStore.require(key, snapshot);
                    byKey.put(key, snapshot);
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
                public synchronized void save(String key, byte[] snapshot) {
                    SnapshotStore.require(key, snapshot);
                    super.save(key, Arrays.copyOf(snapshot, Math.min(snapshot.length, 65_536)));
                }
            };
        }
    }

    static final class OneForAll extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new PlainStore() {
                @Override
                public synchronized void save(String key, byte[] snapshot) {
                    SnapshotStore.requireKey(key);
                    super.save("all", snapshot);
                }

                @Override
                public synchronized byte @Nullable [] load(String key) {
                    SnapshotStore.requireKey(key);
                    return super.load("all");
                }
            };
        }
    }

    static final class Lax extends SnapshotStoreContract {
        @Override
        protected SnapshotStore store() {
            return new PlainStore() {
                @Override
                public synchronized void save(String key, byte[] snapshot) {
                    byKey.put(key, snapshot.clone());
                }

                @Override
                public synchronized byte @Nullable [] load(String key) {
                    return byKey.get(key);
                }
            };
        }
    }
}
