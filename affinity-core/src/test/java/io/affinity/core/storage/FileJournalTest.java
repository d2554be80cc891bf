// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.NewerOwnerException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    private static final Migration MIGRATION =
            new Migration(new VmId("vm 1,2%"), new HostId("host-ä"), new HostId("[host]"));
    private static final JournalEntry INTENDED =
            new JournalEntry(Instant.parse("2026-01-05T00:00:00.5Z"), "1-0-0", MIGRATION, new Event.Intended());
    private static final JournalEntry ENDED = new JournalEntry(
            Instant.parse("2026-01-05T00:00:07Z"),
            "1-0-0",
            MIGRATION,
            new Event.Ended(new MigrationOutcome.Failed(new MigrationFailure.Defect("Line one,\nline two."))));

    @TempDir
    Path folder;

    /** By which it is opened. */
    private Path file;

    /** The one that is written to. */
    private Path segment;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
        segment = folder.resolve("journal.0000000000000000000");
    }

    @Test
    void survivesEveryPlaceWhereACrashMayCutTheLastLine() throws IOException {
        write(INTENDED, ENDED);
        byte[] whole = Files.readAllBytes(segment);
        String text = new String(whole, StandardCharsets.UTF_8);
        int secondEntry = text.lastIndexOf('\n', text.length() - 2) + 1;

        for (int length = secondEntry; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            try (FileJournal journal = FileJournal.open(file)) {
                assertThat(JournalEntries.of(journal))
                        .as("cut to %d bytes", length)
                        .containsExactly(INTENDED);
                journal.append(journal.claim(), ENDED);
                assertThat(JournalEntries.of(journal)).containsExactly(INTENDED, ENDED);
            }
        }
    }

    @Test
    void refusesAJournalInWhichALineWasAltered() throws IOException {
        write(INTENDED, ENDED);
        Files.writeString(segment, Files.readString(segment).replace("1-0-0", "1-0-1"));

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("journal")
                .hasMessageContaining("line 3");
    }

    @Test
    void refusesAFileThatIsNoJournal() throws IOException {
        Files.writeString(segment, "hosts: []\n");

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a line of a journal");
    }

    @Test
    void leavesAFileThatIsNoJournalAsItIs() throws IOException {
        Files.writeString(segment, "hosts: []\nno line end");

        assertThatThrownBy(() -> FileJournal.open(file)).isInstanceOf(UncheckedIOException.class);

        assertThat(segment).hasContent("hosts: []\nno line end");
    }

    @Test
    void isOpenToOneControllerOnly() {
        try (FileJournal journal = FileJournal.open(file)) {
            assertThatThrownBy(() -> FileJournal.open(file))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("only one controller");
            assertThat(FileJournal.openIfFree(file)).isEmpty();
            journal.append(journal.claim(), INTENDED);
            assertThat(JournalEntries.of(journal)).containsExactly(INTENDED);
        }
    }

    @Test
    void saysWhichFolderIsMissing() {
        assertThatThrownBy(() -> FileJournal.open(folder.resolve("none/journal")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void addsToWhatIsThere() throws IOException {
        write(INTENDED);
        write(ENDED);

        try (FileJournal journal = FileJournal.open(file)) {
            assertThat(JournalEntries.of(journal)).isEqualTo(List.of(INTENDED, ENDED));
        }
        assertThat(Files.readAllLines(segment))
                .as("a head, two claims and two entries")
                .hasSize(5);
    }

    @Test
    void isNotTakenInByBytesThatAreNoText() throws IOException {
        Files.write(segment, new byte[] {(byte) 0xff, 0, 7, '\n'}, StandardOpenOption.CREATE);

        assertThatThrownBy(() -> FileJournal.open(file)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void skipsAnEventOfANewerVersionThatMayBeSkipped() throws IOException {
        write(INTENDED);
        add("1 may 2026-01-05T00:00:01Z 1-0-0 vm a b applauded very+loudly");
        write(ENDED);

        try (FileJournal journal = FileJournal.open(file)) {
            assertThat(JournalEntries.of(journal)).containsExactly(INTENDED, ENDED);
        }
    }

    @Test
    void namesFileAndLineOfAnEventOfANewerVersionThatMustNotBeSkipped() throws IOException {
        write(INTENDED);
        add("1 must 2026-01-05T00:00:01Z 1-0-0 vm a b approved by+somebody");

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 4")
                .hasMessageContaining("\"approved\" must not be skipped");
    }

    private void add(String text) throws IOException {
        Files.writeString(segment, CheckedLine.of(text) + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void countsEpochsOnThoughItsLockFileIsGone() throws IOException {
        write(INTENDED);
        Files.delete(folder.resolve("journal.lock"));

        try (FileJournal journal = FileJournal.open(file)) {
            assertThat(journal.claim()).isEqualTo(2);
        }
    }

    @Test
    void isNotReadFromTheMiddleOfALine() {
        write(INTENDED, ENDED);

        try (FileJournal journal = FileJournal.open(file)) {
            assertThatThrownBy(() -> journal.since(3, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("position (3)");
            assertThatThrownBy(() -> journal.since(1_000_000, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesNothingOnceItIsClosed() {
        FileJournal journal = FileJournal.open(file);
        long epoch = journal.claim();
        journal.close();

        assertThatThrownBy(() -> journal.append(epoch, INTENDED))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void keepsItsLockWhenSomebodyElseInThisProgramClosesItsFile() throws Exception {
        try (FileJournal journal = FileJournal.open(file)) {
            journal.append(journal.claim(), INTENDED);
            assertThat(Files.readString(segment)).isNotEmpty();

            try (OtherProcess other = OtherProcess.claiming(file)) {
                assertThat(other.answer()).isEqualTo("LOCKED");
            }
        }
    }

    /** The lock is on a file that is gone: only the epoch tells the two apart. */
    @Test
    void writesNothingOnceAnotherProcessHasClaimedIt() throws Exception {
        try (FileJournal journal = FileJournal.open(file)) {
            long epoch = journal.claim();
            journal.append(epoch, INTENDED);
            Files.delete(folder.resolve("journal.lock"));
            try (OtherProcess other = OtherProcess.claiming(file)) {
                assertThat(other.answer()).isEqualTo("EPOCH " + (epoch + 1));
                byte[] before = Files.readAllBytes(segment);

                assertThatThrownBy(() -> journal.append(epoch, ENDED))
                        .isInstanceOfSatisfying(
                                NewerOwnerException.class,
                                e -> assertThat(e.newest()).isEqualTo(epoch + 1))
                        .hasMessageContaining(file.toString());

                assertThat(Files.readAllBytes(segment))
                        .as("the file, afterwards")
                        .isEqualTo(before);
            }
        }
    }

    /** On some systems, closing any channel of a file loses the locks that the process has on it. */
    @Test
    void writesNothingOnceItsLockWasLostAndAnotherProcessHasClaimedIt() throws Exception {
        try (FileJournal journal = FileJournal.open(file)) {
            long epoch = journal.claim();
            Files.readAllBytes(folder.resolve("journal.lock"));
            try (OtherProcess other = OtherProcess.claiming(file)) {
                if (!other.answer().equals("LOCKED")) {
                    assertThatThrownBy(() -> journal.append(epoch, ENDED)).isInstanceOf(NewerOwnerException.class);
                }
            }
        }
    }

    @Test
    void writesNothingOnceItsFileIsGone() throws IOException {
        try (FileJournal journal = FileJournal.open(file)) {
            long epoch = journal.claim();
            Files.delete(segment);

            assertThatThrownBy(() -> journal.append(epoch, INTENDED))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("is gone");
        }
    }

    @Test
    void isFreeForTheNextOnceAnotherProcessIsKilled() throws Exception {
        long epoch;
        try (OtherProcess other = OtherProcess.claiming(file)) {
            assertThat(other.answer()).isEqualTo("EPOCH 1");
            assertThat(FileJournal.openIfFree(file)).as("while it lives").isEmpty();
        }
        try (FileJournal journal = FileJournal.open(file)) {
            epoch = journal.claim();
        }
        assertThat(epoch).isEqualTo(2);
    }

    private void write(JournalEntry... entries) {
        try (FileJournal journal = FileJournal.open(file)) {
            long epoch = journal.claim();
            for (JournalEntry entry : entries) {
                journal.append(epoch, entry);
            }
        }
    }
}
