// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is read beside whoever writes it. */
class JournalFilesTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Migration MIGRATION = new Migration(new VmId("vm"), new HostId("a"), new HostId("b"));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    private static JournalEntry entry(int minute, String id, Event event) {
        return new JournalEntry(START.plus(Duration.ofMinutes(minute)), id, MIGRATION, event);
    }

    private static JournalEntry closed(int minute, String id) {
        return entry(minute, id, new Event.Closed(new Closing.StaysOnSource()));
    }

    private List<JournalEntry> read() {
        List<JournalEntry> entries = new ArrayList<>();
        new JournalFiles(file).forEach(entries::add);
        return entries;
    }

    @Test
    void whereNothingWasWrittenThereIsNothingAndNothingIsMade() throws IOException {
        assertThat(read()).isEmpty();
        assertThat(new JournalFiles(folder.resolve("none/journal")).open()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void seesWhatItsOwnerWritesOverAllSegmentsAndLeavesItsLock() throws IOException {
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            written.add(entry(i, "m-" + i, new Event.Intended()));
            if (i % 3 != 0) {
                written.add(closed(i, "m-" + i));
            }
        }
        try (FileJournal journal = FileJournal.openIfFree(file, new JournalRetention(150, Duration.ofDays(1), 1 << 20))
                .orElseThrow()) {
            long epoch = journal.claim();
            for (JournalEntry entry : written) {
                journal.append(epoch, entry);
                assertThat(read()).last().isEqualTo(entry);
            }
            assertThat(read()).isEqualTo(written);
            assertThat(new JournalFiles(file).open()).hasSize(7).isEqualTo(journal.open());
            journal.append(epoch, closed(99, "m-0"));
        }
        assertThat(new JournalFiles(file).open()).hasSize(6);
    }

    @Test
    void whatIsOpenIsCarriedOverWhereItsBeginIsGone() {
        JournalEntry open = entry(0, "open", new Event.Intended());
        try (FileJournal journal = FileJournal.openIfFree(file, new JournalRetention(1, Duration.ofHours(1), 0))
                .orElseThrow()) {
            long epoch = journal.claim();
            journal.append(epoch, open);
            for (int minute = 1; minute < 300; minute++) {
                journal.append(epoch, closed(minute, "m-" + minute));
            }
        }

        assertThat(read()).hasSizeLessThan(200).first().isEqualTo(open);
        assertThat(read()).containsOnlyOnce(open);
        assertThat(new JournalFiles(file).open()).containsExactly(open);
    }

    @Test
    void halfALineIsNotWrittenYetAndADamagedOneIsNamed() throws IOException {
        JournalEntry first = entry(0, "m-0", new Event.Intended());
        try (FileJournal journal = FileJournal.open(file)) {
            journal.append(journal.claim(), first);
        }
        Path segment = folder.resolve("journal.0000000000000000000");
        String whole = Files.readString(segment);
        Files.writeString(segment, whole.substring(0, 20), StandardOpenOption.APPEND);
        assertThat(read()).containsExactly(first);

        Files.writeString(segment, whole.replace("m-0", "m-1"));

        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("cannot be read", "journal.0000000000000000000, line 3");
    }

    @Test
    void anotherProcessThatHasTheLockIsSeenAndKeepsIt() throws IOException {
        Path lock = folder.resolve("journal.lock");
        assertThat(OwnerLock.isHeld(lock)).isFalse();
        assertThat(lock).doesNotExist();
        try (OtherProcess owner = OtherProcess.claiming(file)) {
            assertThat(owner.answer()).isEqualTo("EPOCH 1");
            assertThat(OwnerLock.isHeld(lock)).isTrue();
            assertThat(OwnerLock.isHeld(lock)).isTrue();
            assertThat(OwnerLock.ifFree(lock)).isEmpty();
        }
        assertThat(OwnerLock.isHeld(lock)).isFalse();
        assertThat(OwnerLock.ifFree(lock)).hasValueSatisfying(OwnerLock::close);
    }
}
