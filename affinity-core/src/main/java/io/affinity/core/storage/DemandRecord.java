// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demand that was measured, on disk, so that a restart does not forget what took weeks to learn: a file for each day
 * (UTC), with a line {@code checksum milliseconds vm resource=value ...} for each VM and observation. Files older than is asked for
 * are deleted, at most two with each new day. Belongs to one thread; other processes may read the folder, and must not write to it.
 *
 * <p>Losing lines costs accuracy and nothing else. So a line that does not match its checksum is skipped and counted, half a line at
 * the end is cut off before the next is written, and nothing waits for the disk.
 */
public final class DemandRecord {

    private static final int MOST_DAYS = 36_500;
    private static final Logger LOG = LoggerFactory.getLogger(DemandRecord.class);

    /** As the control loop believes telemetry. */
    private static final int MOST_SKEW_STEPS = 2;

    private final Path folder;
    private final DemandFiles files;
    private final Duration kept;
    private final Duration tolerance;
    private final InstantSource clock;

    /** The VMs that the record has heard of, or null before it was read. */
    private @Nullable Set<String> heardOf;

    /**
     * The record in a folder, of which nothing is read yet, and in which nothing is made before something is added.
     *
     * @param kept how much of the past is of use
     * @param step between two observations; positive
     * @throws IllegalArgumentException if what is kept is shorter than a step, or longer than a hundred years
     */
    public DemandRecord(Path folder, Duration kept, Duration step, InstantSource clock) {
        this(folder, kept, step, clock, Disk.LOCAL);
    }

    DemandRecord(Path folder, Duration kept, Duration step, InstantSource clock, Disk disk) {
        if (step.isNegative() || step.isZero() || kept.compareTo(step) < 0 || kept.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive, and what is kept (" + kept
                    + ") from a step to " + MOST_DAYS + " days.");
        }
        this.folder = folder;
        this.files = new DemandFiles(folder, disk);
        this.kept = kept;
        this.tolerance = step.multipliedBy(MOST_SKEW_STEPS);
        this.clock = clock;
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
        int skipped = 0;
        try {
            for (Path day : files.all()) {
                skipped += files.read(day, text -> grid.read(text, found));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The demand recorded in " + folder + " cannot be read: " + FileReason.of(e), e);
        }
        heardOf = found;
        if (skipped > 0) {
            LOG.warn("{} lines of the demand recorded in {} are damaged and left out.", skipped, folder);
        }
        return grid.demand();
    }

    /**
     * Adds an observation, under the time of its fleet; one whose time is off by more than two steps is not believed, nor added.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(Observation observation) {
        Fleet fleet = observation.fleet();
        Duration skew = Duration.between(clock.instant(), fleet.observedAt()).abs();
        if (skew.compareTo(tolerance) > 0 || fleet.vms().isEmpty()) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(fleet.observedAt(), ZoneOffset.UTC);
        StringBuilder lines = new StringBuilder();
        for (int v = 0; v < fleet.vms().size(); v++) {
            lines.append(CheckedLine.of(line(observation, v))).append('\n');
        }
        try {
            boolean isNewDay = files.append(day, lines.toString().getBytes(StandardCharsets.UTF_8));
            fleet.vms().forEach(vm -> hearOf(vm.id()));
            if (isNewDay) {
                files.deleteBefore(day.minusDays(kept.toDays() + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The demand cannot be recorded in " + files.file(day) + ": " + FileReason.of(e), e);
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
        return line.toString();
    }
}
