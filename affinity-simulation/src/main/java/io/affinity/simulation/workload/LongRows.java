// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as they come, one by one and in any order, of which a recording is made in the end.
 *
 * <p>The grid begins at the earliest time; its step is that of the rows ({@link RowStep}). The value of a step is that of the
 * nearest row, the earlier of two, if it is at most three quarters of a step away, otherwise NaN: slightly irregular rows make
 * no false gap, and a missing row is one.
 */
final class LongRows {

    /** In the order in which a recording has them. */
    static final List<Resource> RESOURCES = List.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    /** A stamp that is years off must not claim memory for them. */
    private static final long MOST_STEPS_OF_NO_ROW = 10_000;

    private static final long MOST_STEPS_OF_A_ROW = 1000;
    private static final long MOST_CELLS_OF_NO_VALUE = 1_000_000;
    private static final long MOST_CELLS_OF_A_VALUE = 1000;

    private final Path path;
    private final Contradictions contradictions;
    private final Map<String, StampedValues[]> byVm = new LinkedHashMap<>();
    private final BitSet known = new BitSet();
    private long count;

    /** What becomes of two values of one VM, resource and time that are not the same. */
    enum Contradictions {
        /** Somebody has to say which one is right. */
        ARE_REFUSED,
        /** The later one was measured again. */
        LAST_COUNTS
    }

    /** @param path of the trace, for messages */
    LongRows(Path path, Contradictions contradictions) {
        this.path = path;
        this.contradictions = contradictions;
    }

    /** {@return the place of a resource by this name, in any case, or -1 if there is none} */
    static int resource(String name) {
        for (int r = 0; r < RESOURCES.size(); r++) {
            if (RESOURCES.get(r).name().equalsIgnoreCase(name)) {
                return r;
            }
        }
        return -1;
    }

    /** Takes a VM, of which values may follow. */
    void add(String vm) {
        series(vm);
    }

    private StampedValues[] series(String vm) {
        return byVm.computeIfAbsent(vm, name -> {
            StampedValues[] all = new StampedValues[RESOURCES.size()];
            Arrays.setAll(all, r -> new StampedValues());
            return all;
        });
    }

    /**
     * Takes a value.
     *
     * @param resource its place in {@link #RESOURCES}
     * @param value finite and not negative; NaN for a gap
     */
    void add(String vm, int resource, long millis, float value) {
        StampedValues series = series(vm)[resource];
        known.set(resource);
        if (!Float.isNaN(value)) {
            series.add(millis, value);
            count++;
        }
    }

    /** {@return the recording of all that was taken} */
    Recording recording() {
        if (count == 0) {
            throw TraceFormatException.ofFile(path, "there are no values; there must be at least one.");
        }
        byVm.forEach(this::settle);
        List<StampedValues> all = byVm.values().stream()
                .flatMap(Arrays::stream)
                .filter(one -> one.size() > 0)
                .toList();
        int[] resources = known.stream().toArray();
        NearestRow.Grid grid = grid(all, resources.length);
        long farthest = grid.step() * 3 / 4;
        float[][] columns = new float[byVm.size() * resources.length][];
        int column = 0;
        for (StampedValues[] vm : byVm.values()) {
            for (int resource : resources) {
                columns[column++] = vm[resource].size() == 0 ? gap(grid) : vm[resource].column(grid, farthest);
            }
        }
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        return new Recording(
                List.copyOf(byVm.keySet()),
                new ResourceSet(
                        Arrays.stream(resources).mapToObj(RESOURCES::get).toList()),
                Recording.Measure.QUANTITY,
                Instant.ofEpochMilli(grid.first()),
                Duration.ofMillis(grid.step()),
                1,
                columns,
                allocations);
    }

    private void settle(String vm, StampedValues[] all) {
        for (int r = 0; r < all.length; r++) {
            StampedValues.@Nullable Contradiction found = all[r].settle();
            if (found != null && contradictions == Contradictions.ARE_REFUSED) {
                throw TraceFormatException.ofFile(
                        path,
                        "the VM " + vm + " has two values of " + RESOURCES.get(r) + " at "
                                + Instant.ofEpochMilli(found.millis()) + " (" + found.one() + " and " + found.other()
                                + "); they must be the same, or one of them be left out.");
            }
        }
    }

    private static float[] gap(NearestRow.Grid grid) {
        float[] gap = new float[grid.steps()];
        Arrays.fill(gap, Float.NaN);
        return gap;
    }

    private NearestRow.Grid grid(List<StampedValues> all, int resources) {
        long step = RowStep.of(all);
        if (step == 0) {
            throw TraceFormatException.ofFile(
                    path,
                    "rows of a VM follow each other within less than a second; steps must be at least that long"
                            + " (time-s is for seconds, time-ms for milliseconds).");
        }
        if (step < 0) {
            throw TraceFormatException.ofFile(
                    path, "rows of a VM follow each other at no regular distance; half of them at least must.");
        }
        long first = all.stream().mapToLong(StampedValues::first).min().orElseThrow();
        long last = all.stream().mapToLong(StampedValues::last).max().orElseThrow();
        long steps = (last - first + step / 2) / step + 1;
        requireLikely(steps, step, resources, all);
        return new NearestRow.Grid(first, step, (int) steps);
    }

    private void requireLikely(long steps, long step, int resources, List<StampedValues> all) {
        long rows = all.stream().mapToLong(StampedValues::size).max().orElseThrow();
        long most = Math.min(MOST_STEPS_OF_NO_ROW + MOST_STEPS_OF_A_ROW * rows, Integer.MAX_VALUE - 8);
        if (steps > most) {
            throw TraceFormatException.ofFile(
                    path,
                    "the times span " + steps + " steps of " + step / 1000 + " s, for which no VM has more than " + rows
                            + " rows; they must be of one period of at most " + most + " steps.");
        }
        long cells = steps * byVm.size() * resources;
        if (cells > MOST_CELLS_OF_NO_VALUE + MOST_CELLS_OF_A_VALUE * count) {
            throw TraceFormatException.ofFile(
                    path,
                    "there are " + count + " values for " + byVm.size() + " VMs and " + steps + " steps of "
                            + step / 1000 + " s; they must be less thinly spread.");
        }
    }
}
