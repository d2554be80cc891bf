// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.NewerOwnerException;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MigrationJournal} promises. Extend it, and hand over an empty journal; where the entries survive a
 * restart, say how to open the journal again:
 *
 * <pre>{@code
 * class FileJournalContractTest extends MigrationJournalContract {
 *     @TempDir
 *     Path folder;
 *
 *     @Override
 *     protected MigrationJournal journal() {
 *         return FileJournal.open(folder.resolve("journal"));
 *     }
 *
 *     @Override
 *     protected MigrationJournal reopened(MigrationJournal journal) {
 *         ((FileJournal) journal).close();
 *         return FileJournal.open(folder.resolve("journal"));
 *     }
 * }
 * }</pre>
 */
public abstract class MigrationJournalContract {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00.123456789Z");
    private static final Migration MIGRATION =
            new Migration(new VmId("vm-1"), new HostId("host-a"), new HostId("host-b"));
    private static final Event CLOSED = new Event.Closed(new Closing.StaysOnSource());

    /** {@return the journal under test, empty and never claimed; called once in a test} */
    protected abstract MigrationJournal journal();

    /**
     * {@return the journal as a restarted controller sees it, whatever became of {@code journal}; the same object unless
     * overridden}
     */
    protected MigrationJournal reopened(MigrationJournal journal) {
        return journal;
    }

    /**
     * {@return the journal as another controller has it open at the same time, such as one that takes the first for dead; the same
     * object unless overridden}
     */
    protected MigrationJournal second(MigrationJournal journal) {
        return journal;
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(MigrationJournal.class, journal());
    }

    @Test
    void isEmptyAtFirst() {
        MigrationJournal journal = journal();

        assertThat(journal.since(0, 10)).isEmpty();
        assertThat(journal.open()).isEmpty();

        journal.claim();
        assertThat(journal.since(0, 10)).as("after it was claimed").isEmpty();
        assertThat(journal.open()).as("after it was claimed").isEmpty();
    }

    @Test
    void returnsEachKindOfEntryAsItWasWritten() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = EveryEvent.of(MIGRATION, "the operator said so").stream()
                .map(event -> entry(START, "m-1", event))
                .toList();

        write(journal, written);

        assertKept(journal, written);
    }

    @Test
    void keepsTheOrderOfWritingWhateverTheTimesSay() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            written.add(entry(START.minusSeconds(i), "m-" + i % 7, i % 2 == 0 ? new Event.Intended() : CLOSED));
        }

        write(journal, written);

        assertKept(journal, written);
    }

    @Test
    void keepsEntriesThatAreEqual() {
        MigrationJournal journal = journal();
        JournalEntry entry = entry(START, "m-1", new Event.Intended());

        write(journal, List.of(entry, entry));

        assertKept(journal, List.of(entry, entry));
    }

    @Test
    void appendsToWhatWasThereBeforeARestart() {
        MigrationJournal journal = journal();
        JournalEntry first = entry(START, "m-1", new Event.Intended());
        JournalEntry second = entry(START.plusSeconds(1), "m-1", CLOSED);
        write(journal, List.of(first));

        MigrationJournal reopened = reopened(journal);
        write(reopened, List.of(second));

        assertThat(JournalEntries.of(reopened)).containsExactly(first, second);
    }

    @Test
    void keepsAnyText() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = new ArrayList<>();
        for (String text : List.of(
                "",
                " ",
                "two\nlines",
                "\r\n",
                "tab\there",
                "\"quoted\"",
                "back\\slash",
                "{\"json\": [1, 2]}",
                "a,b;c|d",
                "Zürich 東京 \uD83D\uDE80",
                "null",
                "x".repeat(10_000))) {
            Doubt doubt = new Doubt(Doubt.Kind.OTHER, Set.of(), text);
            written.add(entry(START, "m-1", new Event.Checked(new Verification.Refuted(List.of(doubt, doubt)))));
        }

        write(journal, written);

        assertKept(journal, written);
    }

    @Test
    void givesEachOwnerAHigherEpochAlsoAfterARestart() {
        MigrationJournal journal = journal();

        long first = journal.claim();
        long second = journal.claim();
        MigrationJournal reopened = reopened(journal);
        long third = reopened.claim();

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(third).as("after a restart, though nothing was written").isGreaterThan(second);
    }

    @Test
    void writesNothingForAnOlderOwner() {
        MigrationJournal journal = journal();
        JournalEntry entry = entry(START, "m-1", new Event.Intended());
        long older = journal.claim();
        journal.append(older, entry);
        long newer = second(journal).claim();

        assertThatThrownBy(() -> journal.append(older, entry(START, "m-2", new Event.Intended())))
                .isInstanceOfSatisfying(NewerOwnerException.class, e -> {
                    assertThat(e.epoch()).isEqualTo(older);
                    assertThat(e.newest()).isEqualTo(newer);
                });
        assertThat(journal.open()).containsExactly(entry);
        assertKept(journal, List.of(entry));
    }

    @Test
    void writesForTheNewestOwnerAfterAnOlderOneTried() {
        MigrationJournal journal = journal();
        JournalEntry entry = entry(START, "m-1", new Event.Intended());
        long older = journal.claim();
        MigrationJournal second = second(journal);
        long newer = second.claim();
        assertThatThrownBy(() -> journal.append(older, entry)).isInstanceOf(NewerOwnerException.class);

        second.append(newer, entry);

        assertThat(journal.open()).as("as the older owner reads it").containsExactly(entry);
        assertThat(JournalEntries.of(journal)).as("as the older owner reads it").containsExactly(entry);

        assertKept(journal, List.of(entry));
    }

    @Test
    void writesNothingForAnOwnerFromBeforeARestart() {
        MigrationJournal journal = journal();
        long older = journal.claim();
        MigrationJournal reopened = reopened(journal);
        reopened.claim();

        assertThatThrownBy(() -> reopened.append(older, entry(START, "m-1", new Event.Intended())))
                .isInstanceOf(NewerOwnerException.class);
        assertThat(JournalEntries.of(reopened)).isEmpty();
    }

    @Test
    void refusesAnEpochThatWasNeverGivenOut() {
        MigrationJournal journal = journal();
        long epoch = journal.claim();

        assertThatThrownBy(() -> journal.append(epoch + 1, entry(START, "m-1", new Event.Intended())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(JournalEntries.of(journal)).isEmpty();
    }

    @Test
    void knowsTheMigrationsThatAreOpen() {
        MigrationJournal journal = journal();
        JournalEntry refuted = entry(START, "refuted", new Event.Intended());
        JournalEntry inspected = entry(START.minusSeconds(1), "inspected", new Event.Intended());
        JournalEntry again = entry(START.plusSeconds(9), "again", new Event.Intended());

        write(
                journal,
                List.of(
                        refuted,
                        entry(START, "verified", new Event.Intended()),
                        entry(START, "never-started", CLOSED),
                        inspected,
                        entry(START, "verified", new Event.Checked(new Verification.Verified())),
                        entry(START, "refuted", new Event.Checked(new Verification.Refuted(List.of()))),
                        entry(START, "again", new Event.Intended()),
                        entry(START, "again", CLOSED),
                        entry(START, "unconfirmed", new Event.Intended()),
                        entry(START, "unconfirmed", new Event.Checked(new Verification.Unconfirmed(List.of()))),
                        again));

        assertThat(journal.open()).containsExactly(refuted, inspected, again);
        assertThat(reopened(journal).open()).as("after a restart").containsExactly(refuted, inspected, again);
    }

    @Test
    void isReadOnFromAnyPosition() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            written.add(entry(START.plusSeconds(i), "m-" + i, new Event.Intended()));
        }
        write(journal, written);
        journal.claim();

        List<JournalRecord> records = JournalEntries.records(journal);

        long last = 0;
        for (int i = 0; i < records.size(); i++) {
            long position = records.get(i).position();
            assertThat(position).as("position %d", i).isGreaterThan(last);
            last = position;
            assertReadsOn(journal, records, i);
        }
        MigrationJournal reopened = reopened(journal);
        assertThat(JournalEntries.records(reopened))
                .as("positions after a restart")
                .isEqualTo(records);
        JournalEntry next = entry(START, "next", new Event.Intended());
        write(reopened, List.of(next));
        assertThat(reopened.since(last, 5))
                .singleElement()
                .satisfies(record -> assertThat(record.entry()).isEqualTo(next));
    }

    /** Fewer than the limit are allowed, none only at the end. */
    private static void assertReadsOn(MigrationJournal journal, List<JournalRecord> records, int known) {
        int limit = 5;
        List<JournalRecord> rest = records.subList(known + 1, Math.min(records.size(), known + 1 + limit));
        List<JournalRecord> read = journal.since(records.get(known).position(), limit);

        assertThat(read).as("after record %d", known).hasSizeBetween(Math.min(1, rest.size()), rest.size());
        assertThat(read).as("after record %d", known).isEqualTo(rest.subList(0, read.size()));
    }

    @Test
    void refusesToReadWhatCannotBe() {
        MigrationJournal journal = journal();

        assertThatThrownBy(() -> journal.since(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> journal.since(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void returnsCopies() {
        MigrationJournal journal = journal();
        long epoch = journal.claim();
        JournalEntry first = entry(START, "m-1", new Event.Intended());
        journal.append(epoch, first);
        List<JournalEntry> open = journal.open();
        List<JournalRecord> records = journal.since(0, 10);

        journal.append(epoch, entry(START, "m-2", new Event.Intended()));

        assertThat(open).as("what was open before the second entry").containsExactly(first);
        assertThat(records).as("what was read before the second entry").hasSize(1);
        clear(open);
        clear(records);
        assertThat(journal.open()).hasSize(2);
        assertThat(journal.since(0, 10)).hasSize(2);
    }

    private static void clear(List<?> list) {
        try {
            list.clear();
        } catch (UnsupportedOperationException e) {
            assertThat(list).as("a list that cannot be changed").hasSize(1);
        }
    }

    @Test
    void losesNothingWhenSeveralThreadsAppend() {
        MigrationJournal journal = journal();
        long epoch = journal.claim();
        int each = 100;

        Concurrently.call(thread -> {
            for (int i = 0; i < each; i++) {
                journal.append(epoch, entry(START.plusSeconds(i), "m-" + thread, new Event.Intended()));
            }
            return thread;
        });

        List<JournalEntry> entries = JournalEntries.of(journal);
        assertThat(entries).hasSize(Concurrently.THREADS * each);
        for (int thread = 0; thread < Concurrently.THREADS; thread++) {
            String id = "m-" + thread;
            List<JournalEntry> own = entries.stream()
                    .filter(entry -> entry.migrationId().equals(id))
                    .toList();
            assertThat(own).as("entries of thread %d", thread).hasSize(each);
            for (int i = 0; i < each; i++) {
                assertThat(own.get(i).at()).isEqualTo(START.plusSeconds(i));
            }
        }
        assertThat(JournalEntries.of(reopened(journal))).as("after a restart").isEqualTo(entries);
    }

    @Test
    void givesNoEpochToTwoOwners() {
        MigrationJournal journal = journal();

        List<Long> epochs = Concurrently.call(thread -> journal.claim());

        assertThat(epochs).doesNotHaveDuplicates();
    }

    private static void write(MigrationJournal journal, List<JournalEntry> entries) {
        long epoch = journal.claim();
        entries.forEach(entry -> journal.append(epoch, entry));
    }

    private void assertKept(MigrationJournal journal, List<JournalEntry> written) {
        assertThat(JournalEntries.of(journal)).isEqualTo(written);
        assertThat(JournalEntries.of(reopened(journal))).as("after a restart").isEqualTo(written);
    }

    private static JournalEntry entry(Instant at, String id, Event event) {
        return new JournalEntry(at, id, MIGRATION, event);
    }
}
