// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.FileJournal;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.JournalCodec;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalFormatException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the control loop writes line by line: the journal, single lines of it, and the record of demand. */
final class JournalSubjects {

    private static final Instant AT = Instant.parse("2026-01-05T12:00:00Z");
    private static final String JOURNAL_FILE = "journal.0000000000000000000";
    private static final String RECORD_FILE = "demand-2026-01-05.txt";

    private final Path folder;
    private final Supplier<LittleCluster> cluster;

    JournalSubjects(Path folder, Supplier<LittleCluster> cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        subjects.put("journal-line", () -> new Subject("journal-line", Form.TEXT, lines(), JournalSubjects::readLine));
        subjects.put("journal", this::journal);
        subjects.put("record", this::record);
        return subjects;
    }

    private static List<byte[]> lines() {
        return entries()
                .map(JournalCodec::encode)
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Stream<JournalEntry> entries() {
        Migration migration = new Migration(new VmId("vm 1"), new HostId("host-\u00e4"), new HostId("host-b"));
        MigrationFailure refused = MigrationFailure.Refused.of(FailureCause.STORAGE, "No room for it.");
        return Stream.of(
                        new Event.Intended(),
                        new Event.Ended(
                                new MigrationOutcome.Completed(Duration.ofSeconds(30), Duration.ofMillis(90), 7e9)),
                        new Event.Intended(),
                        new Event.Ended(new MigrationOutcome.Failed(refused)),
                        new Event.Intended(),
                        new Event.Ended(
                                new MigrationOutcome.Aborted(new MigrationFailure.Stalled(Duration.ofMinutes(3), 8e9))),
                        new Event.Intended(),
                        new Event.Ended(new MigrationOutcome.Unknown(
                                new MigrationFailure.Unending(new MigrationFailure.Requested()), "host-b is silent")))
                .map(event -> new JournalEntry(AT, "id-1", migration, event));
    }

    private static Verdict readLine(byte[] input) {
        try {
            JournalEntry entry = JournalCodec.decode(new String(input, StandardCharsets.UTF_8));
            if (entry != null && !entry.equals(JournalCodec.decode(JournalCodec.encode(entry)))) {
                throw new IllegalStateException("What was read must come back as it was.");
            }
            return Verdict.ACCEPTED;
        } catch (JournalFormatException e) {
            return Verdict.REFUSED;
        }
    }

    private Subject journal() {
        Path own = folder.resolve("journal-seed");
        makeFolder(own);
        try (FileJournal journal = FileJournal.open(own.resolve("journal"))) {
            long epoch = journal.claim();
            entries().forEach(entry -> journal.append(epoch, entry));
        }
        byte[] seed = contents(own.resolve(JOURNAL_FILE));
        return new Subject("journal", Form.CHECKED_LINES, List.of(seed), this::readJournal);
    }

    private Verdict readJournal(byte[] input) throws IOException {
        Path own = Files.createDirectories(folder.resolve("journal-read"));
        Files.write(own.resolve(JOURNAL_FILE), input);
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.filter(it -> !it.endsWith(JOURNAL_FILE)).toList()) {
                Files.delete(file);
            }
        }
        Optional<FileJournal> opened;
        try {
            opened = FileJournal.openIfFree(own.resolve("journal"));
        } catch (UncheckedIOException e) {
            return Verdict.REFUSED;
        }
        try (FileJournal journal = opened.orElseThrow()) {
            journal.open();
            journal.since(0, 1000);
            journal.append(journal.claim(), entries().findFirst().orElseThrow());
        }
        return Verdict.ACCEPTED;
    }

    private Subject record() {
        Path own = folder.resolve("record-seed");
        makeFolder(own);
        InstantSource[] clock = {InstantSource.fixed(AT)};
        DemandRecord record = new DemandRecord(own, Duration.ofDays(7), LittleCluster.STEP, () -> clock[0].instant());
        cluster.get().observations().stream().limit(8).forEach(it -> {
            clock[0] = InstantSource.fixed(it.fleet().observedAt());
            record.append(it);
        });
        return new Subject("record", Form.CHECKED_LINES, List.of(contents(own.resolve(RECORD_FILE))), this::readRecord);
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " cannot be made.", e);
        }
    }

    private static byte[] contents(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }

    /** Lines that are not right are left out, so nothing is ever refused as a whole. */
    private Verdict readRecord(byte[] input) throws IOException {
        Path own = Files.createDirectories(folder.resolve("record-read"));
        Files.write(own.resolve(RECORD_FILE), input);
        DemandRecord record = new DemandRecord(own, Duration.ofDays(7), LittleCluster.STEP, InstantSource.fixed(AT));
        List<VmId> vms = List.of(new VmId("vm-0"), new VmId("vm-1"), new VmId("vm-9"));
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        PastDemand past = record.history(
                new HistoryRequest(vms, resources, AT.minus(Duration.ofHours(6)), LittleCluster.STEP, 72));
        for (VmId vm : vms) {
            for (double value : past.series(vm, Resource.CPU).values()) {
                if (value < 0 || Double.isInfinite(value)) {
                    throw new IllegalStateException("Demand (" + value + ") must not be negative or infinite.");
                }
            }
        }
        return Verdict.ACCEPTED;
    }
}
