package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MigrationJournal} promises. Extend it, and hand over an empty journal; where the lines survive a
 * restart, say how to open the journal again:
 *
 * <pre>{@code
 * class FileJournalContractTest extends MigrationJournalContract {
 *     @TempDir
 *     Path folder;
 *
 *     @Override
 *     protected MigrationJournal journal() {
 *         return new FileJournal(folder.resolve("journal"));
 *     }
 *
 *     @Override
 *     protected MigrationJournal reopened(MigrationJournal journal) {
 *         return new FileJournal(folder.resolve("journal"));
 *     }
 * }
 * }</pre>
 */
public abstract class MigrationJournalContract {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00.123456789Z");
    private static final Migration MIGRATION =
            new Migration(new VmId("vm-1"), new HostId("host-a"), new HostId("host-b"));

    /** {@return the journal under test, empty; called once in a test} */
    protected abstract MigrationJournal journal();

    /** {@return the journal as a restarted controller sees it; the same object unless overridden} */
    protected MigrationJournal reopened(MigrationJournal journal) {
        return journal;
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(MigrationJournal.class, journal());
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(journal().entries()).isEmpty();
    }

    @Test
    void returnsEachKindOfLineAsItWasWritten() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = everyKind();

        written.forEach(journal::append);

        assertThat(journal.entries()).isEqualTo(written);
        assertThat(reopened(journal).entries()).as("after a restart").isEqualTo(written);
    }

    @Test
    void keepsTheOrderOfWritingWhateverTheTimesSay() {
        MigrationJournal journal = journal();
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            written.add(entry(START.minusSeconds(i), "m-" + i % 7, new Event.Closed("number " + i)));
        }

        written.forEach(journal::append);

        assertThat(journal.entries()).isEqualTo(written);
        assertThat(reopened(journal).entries()).as("after a restart").isEqualTo(written);
    }

    @Test
    void keepsLinesThatAreEqual() {
        MigrationJournal journal = journal();
        JournalEntry entry = entry(START, "m-1", new Event.Intended());

        journal.append(entry);
        journal.append(entry);

        assertThat(journal.entries()).containsExactly(entry, entry);
    }

    @Test
    void appendsToWhatWasThereBeforeARestart() {
        MigrationJournal journal = journal();
        JournalEntry first = entry(START, "m-1", new Event.Intended());
        JournalEntry second = entry(START.plusSeconds(1), "m-1", new Event.Closed("done"));
        journal.append(first);

        MigrationJournal reopened = reopened(journal);
        reopened.append(second);

        assertThat(reopened.entries()).containsExactly(first, second);
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
            written.add(entry(START, "m-1", new Event.Closed(text)));
            written.add(entry(START, "m-1", new Event.Ended(new MigrationOutcome.Failed(text))));
            written.add(entry(START, "m-1", new Event.Checked(new Verification.Refuted(List.of(text, "and " + text)))));
        }

        written.forEach(journal::append);

        assertThat(journal.entries()).isEqualTo(written);
        assertThat(reopened(journal).entries()).as("after a restart").isEqualTo(written);
    }

    @Test
    void returnsACopy() {
        MigrationJournal journal = journal();
        JournalEntry first = entry(START, "m-1", new Event.Intended());
        journal.append(first);
        List<JournalEntry> copy = journal.entries();

        journal.append(entry(START, "m-2", new Event.Intended()));
        assertThat(copy).as("what was returned before the second line").containsExactly(first);

        try {
            copy.clear();
        } catch (UnsupportedOperationException e) {
            assertThat(copy).as("a list that cannot be changed").containsExactly(first);
        }
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    void losesNothingWhenSeveralThreadsAppend() {
        MigrationJournal journal = journal();
        int each = 100;

        Concurrently.call(thread -> {
            for (int i = 0; i < each; i++) {
                journal.append(entry(START.plusSeconds(i), "m-" + thread, new Event.Closed("number " + i)));
            }
            return thread;
        });

        List<JournalEntry> entries = journal.entries();
        assertThat(entries).hasSize(Concurrently.THREADS * each);
        for (int thread = 0; thread < Concurrently.THREADS; thread++) {
            String id = "m-" + thread;
            List<JournalEntry> own = entries.stream()
                    .filter(entry -> entry.migrationId().equals(id))
                    .toList();
            assertThat(own).as("lines of thread %d", thread).hasSize(each);
            for (int i = 0; i < each; i++) {
                assertThat(own.get(i).event()).isEqualTo(new Event.Closed("number " + i));
            }
        }
        assertThat(reopened(journal).entries()).as("after a restart").isEqualTo(entries);
    }

    private static List<JournalEntry> everyKind() {
        List<Event> events = List.of(
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Completed(
                        Duration.ofSeconds(12, 345_678_901), Duration.ofNanos(1), 0.1 + 0.2)),
                new Event.Ended(new MigrationOutcome.Aborted("the operator said so")),
                new Event.Ended(new MigrationOutcome.Failed("the target is full")),
                new Event.Ended(new MigrationOutcome.Unknown("connection lost")),
                new Event.Checked(new Verification.Verified()),
                new Event.Checked(new Verification.Unconfirmed(List.of("no packet was seen"))),
                new Event.Checked(new Verification.Refuted(List.of())),
                new Event.Checked(new Verification.Refuted(List.of("runs twice", "guest agent is silent"))),
                new Event.Inspected(new ActualState(MIGRATION.vm(), Set.of(), Set.of(), Set.of())),
                new Event.Inspected(new ActualState(
                        MIGRATION.vm(),
                        Set.of(MIGRATION.source(), MIGRATION.target()),
                        Set.of(new HostId("host-c")),
                        Set.of(new HostId("host-d"), new HostId("host-e")))),
                new Event.Closed("nothing left to do"));
        return events.stream().map(event -> entry(START, "m-1", event)).toList();
    }

    private static JournalEntry entry(Instant at, String id, Event event) {
        return new JournalEntry(at, id, MIGRATION, event);
    }
}
