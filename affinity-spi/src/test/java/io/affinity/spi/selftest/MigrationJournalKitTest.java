// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.MigrationJournalContract;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationJournalKitTest {

    @Test
    void passesAJournalWithoutDefects() {
        assertThat(KitRun.failures(Good.class)).isEmpty();
    }

    @Test
    void findsAJournalThatHandsOutItsOwnList() {
        assertThat(KitRun.failures(Leaky.class)).containsExactly("returnsCopies");
    }

    @Test
    void findsAJournalThatForgetsAtARestart() {
        assertThat(KitRun.failures(Forgetful.class))
                .contains(
                        "returnsEachKindOfEntryAsItWasWritten",
                        "appendsToWhatWasThereBeforeARestart",
                        "givesEachOwnerAHigherEpochAlsoAfterARestart",
                        "knowsTheMigrationsThatAreOpen")
                .doesNotContain("returnsCopies");
    }

    @Test
    void findsAJournalThatLetsAnOlderOwnerWrite() {
        assertThat(KitRun.failures(Trusting.class))
                .containsExactlyInAnyOrder(
                        "writesNothingForAnOlderOwner",
                        "writesForTheNewestOwnerAfterAnOlderOneTried",
                        "writesNothingForAnOwnerFromBeforeARestart");
    }

    @Test
    void findsAJournalThatWritesBeforeItLooks() {
        assertThat(KitRun.failures(Hasty.class))
                .contains("writesNothingForAnOlderOwner", "writesNothingForAnOwnerFromBeforeARestart");
    }

    @Test
    void findsAJournalThatTakesAnythingForAnEnd() {
        assertThat(KitRun.failures(Optimistic.class)).containsExactly("knowsTheMigrationsThatAreOpen");
    }

    @Test
    void findsAJournalThatReturnsTheLastEntryAgain() {
        assertThat(KitRun.failures(Stuttering.class)).contains("isReadOnFromAnyPosition");
    }

    static final class Good extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal();
        }
    }

    static final class Leaky extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal() {
                @Override
                public synchronized List<JournalRecord> since(long position, int limit) {
                    List<JournalRecord> copy = super.since(position, limit);
                    return position == 0 && records.size() <= limit ? records : copy;
                }
            };
        }
    }

    static final class Forgetful extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal();
        }

        @Override
        protected MigrationJournal reopened(MigrationJournal journal) {
            return new PlainJournal();
        }
    }

    static final class Trusting extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal() {
                @Override
                public synchronized void append(long epoch, JournalEntry entry) {
                    super.append(Math.max(epoch, newest), entry);
                }
            };
        }
    }

    static final class Hasty extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal() {
                @Override
                public synchronized void append(long epoch, JournalEntry entry) {
                    if (epoch < newest) {
                        super.append(newest, entry);
                    }
                    super.append(epoch, entry);
                }
            };
        }
    }

    static final class Optimistic extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal() {
                @Override
                boolean closes(JournalEntry.Event event) {
                    return event instanceof JournalEntry.Event.Checked || super.closes(event);
                }
            };
        }
    }

    static final class Stuttering extends MigrationJournalContract {
        @Override
        protected MigrationJournal journal() {
            return new PlainJournal() {
                @Override
                public synchronized List<JournalRecord> since(long position, int limit) {
                    return position == records.size() ? super.since(position, limit) : super.since(position / 2, limit);
                }
            };
        }
    }
}
