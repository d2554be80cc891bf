package io.affinity.core.storage;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demand that was measured, on disk, so that a restart does not forget what took weeks to learn: a file for each day
 * (UTC), with a line {@code milliseconds vm resource=value ...} for each VM and observation. Files older than is asked for
 * are deleted. Belongs to one thread; other processes may read the folder, and add to it.
 *
 * <p>Losing lines costs accuracy and nothing else; a line that cannot be read is skipped.
 */
public final class DemandRecord {

    private static final Logger LOG = LoggerFactory.getLogger(DemandRecord.class);

    private static final String PREFIX = "demand-";
    private static final String SUFFIX = ".txt";

    private final Path folder;
    private final Duration kept;

    /** The VMs that the record has heard of, or null before it was read. */
    private @Nullable Set<String> heardOf;

    /**
     * The record in a folder, of which nothing is read yet.
     *
     * @param folder there already
     * @param kept how much of the past is of use
     */
    public DemandRecord(Path folder, Duration kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * {@return what was recorded, on the grid of the request; the last of several values of a step counts. The files are read,
     * unless none of the VMs can be in them}
     *
     * @throws UncheckedIOException if they cannot be read
     */
    public PastDemand history(HistoryRequest request) {
        RecordedGrid grid = new RecordedGrid(request);
        Set<String> before = heardOf;
        if (before != null && grid.words().stream().noneMatch(before::contains)) {
            return grid.demand();
        }
        Set<String> found = new HashSet<>();
        int[] skipped = new int[1];
        try {
            for (Path day : days()) {
                // Whatever a crash left there: each byte is a character of this encoding.
                try (Stream<String> lines = Files.lines(day, StandardCharsets.ISO_8859_1)) {
                    lines.forEach(line -> skipped[0] += grid.read(line, found) ? 0 : 1);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        heardOf = found;
        if (skipped[0] > 0) {
            LOG.warn("{} lines of the demand recorded in {} could not be read and are left out.", skipped[0], folder);
        }
        return grid.demand();
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException(
                "The demand recorded in " + folder + " cannot be read: " + cause.getMessage(), cause);
    }

    private List<Path> days() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    /**
     * {@return when the first demand of the last {@code span} was recorded, or {@code now} if none was}
     *
     * @throws UncheckedIOException if that cannot be read
     */
    public Instant firstSince(Instant now, Duration span) {
        long start = now.minus(span).toEpochMilli();
        try {
            for (Path day : days()) {
                try (Stream<String> lines = Files.lines(day, StandardCharsets.ISO_8859_1)) {
                    OptionalLong first = lines.mapToLong(DemandRecord::millis)
                            .filter(millis -> millis >= start)
                            .findFirst();
                    if (first.isPresent()) {
                        return Instant.ofEpochMilli(Math.min(first.getAsLong(), now.toEpochMilli()));
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return now;
    }

    private static long millis(String line) {
        try {
            return Long.parseLong(line.substring(0, Math.max(0, line.indexOf(' '))));
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    /**
     * Adds an observation, under the time of its fleet.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(Observation observation) {
        Fleet fleet = observation.fleet();
        LocalDate day = LocalDate.ofInstant(fleet.observedAt(), ZoneOffset.UTC);
        Path file = folder.resolve(PREFIX + day + SUFFIX);
        try {
            boolean isNewDay = !Files.exists(file);
            try (BufferedWriter out =
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (int v = 0; v < fleet.vms().size(); v++) {
                    out.write(line(observation, v));
                    hearOf(fleet.vms().get(v).id());
                }
            }
            if (isNewDay) {
                deleteBefore(day.minusDays(kept.toDays() + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demand cannot be recorded in " + file + ": " + e.getMessage(), e);
        }
    }

    private void hearOf(VmId vm) {
        if (heardOf != null) {
            heardOf.add(RecordedGrid.word(vm));
        }
    }

    private static String line(Observation observation, int vm) {
        Fleet fleet = observation.fleet();
        StringBuilder line = new StringBuilder()
                .append(fleet.observedAt().toEpochMilli())
                .append(' ')
                .append(RecordedGrid.word(fleet.vms().get(vm).id()));
        for (int r = 0; r < fleet.resources().size(); r++) {
            double value = observation.demand(vm, r);
            if (!Double.isNaN(value)) {
                line.append(' ')
                        .append(fleet.resources().get(r).name())
                        .append('=')
                        .append(value);
            }
        }
        return line.append('\n').toString();
    }

    private void deleteBefore(LocalDate day) throws IOException {
        for (Path file : days()) {
            if (file.getFileName().toString().compareTo(PREFIX + day) < 0) {
                Files.delete(file);
            }
        }
    }
}
