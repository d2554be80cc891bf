package io.affinity.cli.cluster;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TimeSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demand that was measured, on disk, so that a restart does not forget what took weeks to learn: a file for each day
 * (UTC), with a line {@code milliseconds vm resource=value ...} for each VM and observation. Files older than is asked for
 * are deleted. Belongs to one thread.
 *
 * <p>Losing lines costs accuracy and nothing else; a line that cannot be read is skipped.
 */
final class DemandRecord {

    private static final Logger LOG = LoggerFactory.getLogger(DemandRecord.class);

    private static final String PREFIX = "demand-";
    private static final String SUFFIX = ".txt";

    private final Path folder;
    private final Duration kept;
    private final Map<VmId, Map<String, MeasuredDemand>> known = new HashMap<>();

    /**
     * The record in a folder, of which nothing is read yet.
     *
     * @param kept how much of the past is of use
     */
    DemandRecord(Path folder, Duration kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** Reads what is there by now, for {@link #history}. */
    void read() {
        known.clear();
        int[] skipped = new int[1];
        try {
            for (Path day : days()) {
                // Whatever a crash left there: each byte is a character of this encoding.
                try (Stream<String> lines = Files.lines(day, StandardCharsets.ISO_8859_1)) {
                    lines.forEach(line -> skipped[0] += read(line) ? 0 : 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The demand recorded in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (skipped[0] > 0) {
            LOG.warn("{} lines of the demand recorded in {} could not be read and are left out.", skipped[0], folder);
        }
    }

    private List<Path> days() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private boolean read(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 2) {
            return false;
        }
        try {
            long millis = Long.parseLong(words[0]);
            VmId vm = new VmId(URLDecoder.decode(words[1], StandardCharsets.UTF_8));
            for (int i = 2; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                known.computeIfAbsent(vm, id -> new HashMap<>())
                        .computeIfAbsent(words[i].substring(0, equals), name -> new MeasuredDemand())
                        .add(millis, Double.parseDouble(words[i].substring(equals + 1)));
            }
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** {@return when the first demand of the last {@code span} was recorded, or {@code now} if none was} */
    Instant firstSince(Instant now, Duration span) {
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
            throw new UncheckedIOException(
                    "The demand recorded in " + folder + " cannot be read: " + e.getMessage(), e);
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

    /** Adds an observation; on disk only, for who was here to see it has no need to ask. */
    void append(Observation observation) {
        Fleet fleet = observation.fleet();
        LocalDate day = LocalDate.ofInstant(fleet.observedAt(), ZoneOffset.UTC);
        Path file = folder.resolve(PREFIX + day + SUFFIX);
        try {
            boolean isNewDay = !Files.exists(file);
            try (BufferedWriter out =
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (int v = 0; v < fleet.vms().size(); v++) {
                    out.write(line(observation, v));
                }
            }
            if (isNewDay) {
                deleteBefore(day.minusDays(kept.toDays() + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demand cannot be recorded in " + file + ": " + e.getMessage(), e);
        }
    }

    private static String line(Observation observation, int vm) {
        Fleet fleet = observation.fleet();
        StringBuilder line = new StringBuilder()
                .append(fleet.observedAt().toEpochMilli())
                .append(' ')
                .append(URLEncoder.encode(fleet.vms().get(vm).id().value(), StandardCharsets.UTF_8));
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

    /** {@return what was recorded when this object read it, on this grid; the last of several values of a step counts} */
    TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        MeasuredDemand demand = known.getOrDefault(vm, Map.of()).get(resource.name());
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        if (demand != null) {
            demand.fill(values, start, step);
        }
        return TimeSeries.of(start, step, values);
    }
}
