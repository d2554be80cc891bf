// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.NewerOwnerException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal that begins new files, and is stopped while it does. */
class JournalSegmentsTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Migration MIGRATION = new Migration(new VmId("vm"), new HostId("a"), new HostId("b"));

    /** Of two or three lines, of which nothing is deleted. */
    private static final JournalRetention SHORT = new JournalRetention(150, Duration.ofDays(1), 1 << 20);

    /** One line each, of which an hour is kept. */
    private static final JournalRetention HOURLY = new JournalRetention(1, Duration.ofHours(1), 0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    @Test
    void readsOnOverAllOfThemWithPositionsThatStay() throws IOException {
        List<JournalEntry> written = entries(40);
        List<JournalRecord> records;
        try (FileJournal journal = open(file, SHORT)) {
            long epoch = journal.claim();
            written.forEach(entry -> journal.append(epoch, entry));
            records = journal.since(0, 1000);
            assertThat(records).extracting(JournalRecord::entry).isEqualTo(written);
            assertThat(records).extracting(JournalRecord::position).isSorted().doesNotHaveDuplicates();
        }
        assertThat(segments()).as("segments").hasSizeGreaterThan(10);
        try (FileJournal journal = open(file, SHORT)) {
            assertThat(journal.since(0, 1000)).isEqualTo(records);
            assertThat(journal.open()).isEqualTo(open(written));
            for (int i = 0; i < records.size(); i++) {
                assertThat(journal.since(records.get(i).position(), 100))
                        .isEqualTo(records.subList(i + 1, records.size()));
            }
        }
    }

    @Test
    void countsBeyondWhatAnIntCanHold() throws IOException {
        JournalEntry carried = entry(0, "long-ago", new Event.Intended());
        long start = 3_000_000_000L;
        new JournalSegments(Disk.LOCAL, file).begin(new JournalLine.Begin(start, 7, START), List.of(carried));

        try (FileJournal journal = open(file, SHORT)) {
            assertThat(journal.open()).containsExactly(carried);
            long epoch = journal.claim();
            assertThat(epoch).isEqualTo(8);
            JournalEntry next = entry(1, "new", new Event.Intended());
            journal.append(epoch, next);
            assertThat(journal.since(0, 10)).singleElement().satisfies(record -> {
                assertThat(record.position()).isGreaterThan(start);
                assertThat(record.entry()).isEqualTo(next);
            });
        }
    }

    @Test
    void deletesWhatIsTooOldButNotWhatIsOpenNorTheNewestEpoch() throws IOException {
        JournalEntry open = entry(0, "open", new Event.Intended());
        List<JournalRecord> before;
        long epoch;
        try (FileJournal journal = open(file, HOURLY)) {
            epoch = journal.claim();
            journal.append(epoch, open);
            for (int minute = 1; minute < 60; minute++) {
                journal.append(epoch, entry(60 * minute, "m-" + minute, new Event.Intended()));
                journal.append(epoch, closed(60 * minute, "m-" + minute));
            }
            before = journal.since(0, 1000);
            assertThat(before).as("while all is young").hasSize(119);
            for (int minute = 60; minute < 150; minute++) {
                journal.append(epoch, closed(60 * minute, "m-" + minute));
            }
        }
        try (FileJournal journal = open(file, HOURLY)) {
            List<JournalEntry> left = JournalEntries.of(journal);
            assertThat(left.get(0).at()).isBetween(START.plusSeconds(60 * 85), START.plusSeconds(60 * 90));
            assertThat(journal.open()).containsExactly(open);
            assertThat(journal.since(before.get(3).position(), 1)).hasSize(1);
            assertThat(journal.claim()).isEqualTo(epoch + 1);
        }
    }

    @Test
    void aClockThatJumpsAYearTakesTwoSegmentsWithItAtMost() throws IOException {
        try (FileJournal journal = open(file, HOURLY)) {
            long epoch = journal.claim();
            for (int minute = 0; minute < 30; minute++) {
                journal.append(epoch, closed(60 * minute, "m-" + minute));
            }
            int before = segments().size();

            journal.append(epoch, closed(365L * 86_400, "m-far"));

            assertThat(segments()).hasSize(before + 1 - 2);
        }
    }

    @Test
    void refusesAJournalFromWhichTheMiddleIsMissing() throws IOException {
        try (FileJournal journal = open(file, SHORT)) {
            long epoch = journal.claim();
            entries(12).forEach(entry -> journal.append(epoch, entry));
        }
        Files.delete(segments().get(2));

        assertThatThrownBy(() -> open(file, SHORT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is too short");
    }

    @Test
    void writesNothingForAnOlderOwnerThoughTheNewerIsSegmentsAhead() throws IOException {
        List<JournalEntry> written = entries(20);
        try (FileJournal older = open(file, SHORT)) {
            long epoch = older.claim();
            older.append(epoch, written.get(0));
            Files.delete(folder.resolve("journal.lock"));
            try (FileJournal newer = open(file, SHORT)) {
                long next = newer.claim();
                written.subList(1, 20).forEach(entry -> newer.append(next, entry));
                List<Path> before = segments();

                assertThatThrownBy(() -> older.append(epoch, written.get(1))).isInstanceOf(NewerOwnerException.class);

                assertThat(segments()).isEqualTo(before);
                assertThat(JournalEntries.of(older)).isEqualTo(written);
                assertThat(older.open()).isEqualTo(open(written));
            }
        }
    }

    private enum Crash {
        KILLED,
        POWER_LOST
    }

    /** Each byte of each line, and each step of each rotation. */
    @ParameterizedTest
    @EnumSource
    void isAWholePrefixWhereverItStops(Crash crash) throws IOException {
        List<JournalEntry> written = entries(6);
        boolean isStopped = true;
        for (int work = 0; isStopped; work++) {
            file = Files.createDirectory(folder.resolve("work-" + work)).resolve("journal");
            FaultyDisk disk = FaultyDisk.killedAfter(work);
            int acknowledged = write(written, disk);
            isStopped = acknowledged < written.size();
            if (crash == Crash.POWER_LOST) {
                disk.loseWhatWasNotForced();
            }

            assertGoesOn(written, acknowledged, "stopped after " + work);
        }
    }

    private void assertGoesOn(List<JournalEntry> written, int acknowledged, String when) {
        try (FileJournal journal =
                FileJournal.openIfFree(file, SHORT, FaultyDisk.sound()).orElseThrow()) {
            List<JournalEntry> read = JournalEntries.of(journal);
            assertThat(read).as(when).hasSizeBetween(acknowledged, Math.min(written.size(), acknowledged + 1));
            assertThat(read).as(when).isEqualTo(written.subList(0, read.size()));
            assertThat(journal.open()).as(when).isEqualTo(open(read));
            long epoch = journal.claim();
            assertThat(epoch).as(when).isGreaterThan(acknowledged > 0 ? 1 : 0);
            List<JournalEntry> all = new ArrayList<>(read);
            for (JournalEntry entry : written.subList(0, 2)) {
                journal.append(epoch, entry);
                all.add(entry);
            }
            assertThat(JournalEntries.of(journal)).as(when).isEqualTo(all);
        }
    }

    @Test
    void aFullDiskStopsWhatCannotBeAnnouncedAndNothingElse() throws IOException {
        List<JournalEntry> written = entries(9);
        for (int room = 0; room < 1500; room += 7) {
            file = Files.createDirectory(folder.resolve("room-" + room)).resolve("journal");
            FaultyDisk disk = FaultyDisk.withRoomFor(room);
            try (FileJournal journal = openOrMakeRoom(disk)) {
                List<JournalEntry> kept = new ArrayList<>();
                long epoch = claimOrMakeRoom(journal, disk);
                for (JournalEntry entry : written) {
                    try {
                        journal.append(epoch, entry);
                        kept.add(entry);
                    } catch (UncheckedIOException e) {
                        assertThat(e).hasMessageContaining("no space left");
                    }
                }
                disk.makeRoom();
                journal.append(epoch, written.get(0));
                kept.add(written.get(0));
                assertThat(JournalEntries.of(journal))
                        .as("room for %d bytes", room)
                        .isEqualTo(kept);
                assertThat(journal.open()).isEqualTo(open(kept));
            }
        }
    }

    private FileJournal openOrMakeRoom(FaultyDisk disk) {
        try {
            return FileJournal.openIfFree(file, SHORT, disk).orElseThrow();
        } catch (UncheckedIOException e) {
            disk.makeRoom();
            return FileJournal.openIfFree(file, SHORT, disk).orElseThrow();
        }
    }

    private static long claimOrMakeRoom(FileJournal journal, FaultyDisk disk) {
        try {
            return journal.claim();
        } catch (UncheckedIOException e) {
            disk.makeRoom();
            return journal.claim();
        }
    }

    /** {@return how many were acknowledged} */
    private int write(List<JournalEntry> entries, FaultyDisk disk) {
        int acknowledged = 0;
        try (FileJournal journal = FileJournal.openIfFree(file, SHORT, disk).orElseThrow()) {
            long epoch = journal.claim();
            for (JournalEntry entry : entries) {
                journal.append(epoch, entry);
                acknowledged++;
            }
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("killed");
        }
        return acknowledged;
    }

    private static FileJournal open(Path file, JournalRetention retention) {
        return FileJournal.openIfFree(file, retention).orElseThrow();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().matches(".*journal\\.[0-9]+"))
                    .sorted()
                    .toList();
        }
    }

    /** Every other one is closed by the next but one. */
    private static List<JournalEntry> entries(int count) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(i % 3 == 2 ? closed(i, "m-" + (i - 2)) : entry(i, "m-" + i, new Event.Intended()));
        }
        return entries;
    }

    private static List<JournalEntry> open(List<JournalEntry> entries) {
        OpenMigrations open = new OpenMigrations();
        entries.forEach(open::take);
        return open.announcements();
    }

    private static JournalEntry closed(long seconds, String id) {
        return entry(seconds, id, new Event.Closed(new Closing.StaysOnSource()));
    }

    private static JournalEntry entry(long seconds, String id, Event event) {
        return new JournalEntry(START.plusSeconds(seconds), id, MIGRATION, event);
    }
}
