package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
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
            new Event.Ended(new MigrationOutcome.Failed("Line one,\nline two.")));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    @Test
    void survivesEveryPlaceWhereACrashMayCutTheLastLine() throws IOException {
        write(INTENDED, ENDED);
        byte[] whole = Files.readAllBytes(file);
        int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = firstLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (FileJournal journal = FileJournal.open(file)) {
                assertThat(journal.entries()).as("cut to %d bytes", length).containsExactly(INTENDED);
                journal.append(ENDED);
                assertThat(journal.entries()).containsExactly(INTENDED, ENDED);
            }
        }
    }

    @Test
    void refusesAJournalInWhichALineWasAltered() throws IOException {
        write(INTENDED, ENDED);
        Files.writeString(file, Files.readString(file).replace("1-0-0", "1-0-1"));

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("journal")
                .hasMessageContaining("line 1");
    }

    @Test
    void refusesAFileThatIsNoJournal() throws IOException {
        Files.writeString(file, "hosts: []\n");

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a line of a journal");
    }

    @Test
    void leavesAFileThatIsNoJournalAsItIs() throws IOException {
        Files.writeString(file, "hosts: []\nno line end");

        assertThatThrownBy(() -> FileJournal.open(file)).isInstanceOf(UncheckedIOException.class);

        assertThat(file).hasContent("hosts: []\nno line end");
    }

    @Test
    void isOpenToOneControllerOnly() {
        try (FileJournal journal = FileJournal.open(file)) {
            assertThatThrownBy(() -> FileJournal.open(file))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("only one controller");
            assertThat(FileJournal.openIfFree(file)).isEmpty();
            journal.append(INTENDED);
            assertThat(journal.entries()).containsExactly(INTENDED);
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
            assertThat(journal.entries()).isEqualTo(List.of(INTENDED, ENDED));
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void isNotTakenInByBytesThatAreNoText() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, 0, 7, '\n'}, StandardOpenOption.CREATE);

        assertThatThrownBy(() -> FileJournal.open(file)).isInstanceOf(UncheckedIOException.class);
    }

    private void write(JournalEntry... entries) {
        try (FileJournal journal = FileJournal.open(file)) {
            for (JournalEntry entry : entries) {
                journal.append(entry);
            }
        }
    }
}
