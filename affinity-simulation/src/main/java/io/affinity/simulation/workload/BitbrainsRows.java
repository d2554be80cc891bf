// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The rows of one VM of a Bitbrains trace, sorted by time, one for each stamp. */
final class BitbrainsRows {

    static final long STEP_SECONDS = 300;

    private static final long FARTHEST_SECONDS = 225;

    private final List<Resource> resources;
    private final double[] allocations;
    private final long[] seconds;
    private final float[][] values;

    private BitbrainsRows(List<Resource> resources, double[] allocations, long[] seconds, float[][] values) {
        this.resources = resources;
        this.allocations = allocations;
        this.seconds = seconds;
        this.values = values;
    }

    static BitbrainsRows read(Path file) {
        try (TraceLines lines = TraceLines.open(file)) {
            String header = lines.next();
            if (header == null || !BitbrainsTrace.isHeader(header)) {
                throw TraceFormatException.ofLine(
                        file, 1, header == null ? "" : header, "the header Timestamp [ms];CPU cores and so on");
            }
            Reader reader = new Reader(BitbrainsColumns.of(lines, header));
            for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
                reader.add(lines, row);
            }
            if (reader.size == 0) {
                throw TraceFormatException.ofFile(file, "there are no rows; there must be at least one.");
            }
            return reader.sorted();
        }
    }

    List<Resource> resources() {
        return resources;
    }

    /** {@return how many rows there are} */
    int size() {
        return seconds.length;
    }

    double allocation(Resource resource) {
        return allocations[resources.indexOf(resource)];
    }

    /** {@return the step nearest to the first row, as the number of steps since 1970} */
    long firstSlot() {
        return nearestSlot(seconds[0]);
    }

    /** {@return the step nearest to the last row, as the number of steps since 1970} */
    long lastSlot() {
        return nearestSlot(seconds[seconds.length - 1]);
    }

    private static long nearestSlot(long second) {
        return Math.floorDiv(second + STEP_SECONDS / 2, STEP_SECONDS);
    }

    /** {@return the values of {@code steps} steps from the step {@code first} on} */
    float[] column(Resource resource, long first, int steps) {
        return NearestRow.column(
                seconds,
                values[resources.indexOf(resource)],
                new NearestRow.Grid(first * STEP_SECONDS, STEP_SECONDS, steps),
                FARTHEST_SECONDS);
    }

    /** Collects rows as they come. */
    private static final class Reader {

        private final BitbrainsColumns columns;
        private final List<Resource> resources;
        private final double[] allocations;
        private final FloatList[] values;
        private long[] stamps = new long[512];
        private int size;

        Reader(BitbrainsColumns columns) {
            this.columns = columns;
            this.resources = columns.resources();
            this.allocations = new double[resources.size()];
            this.values = new FloatList[resources.size()];
            Arrays.setAll(values, r -> new FloatList());
        }

        void add(TraceLines lines, String row) {
            List<String> cells = columns.cells(lines, row);
            if (size == stamps.length) {
                stamps = Arrays.copyOf(stamps, size * 2);
            }
            stamps[size++] = columns.seconds(lines, cells);
            boolean off = columns.cores(lines, cells) == 0;
            for (int r = 0; r < allocations.length; r++) {
                Resource resource = resources.get(r);
                double demand = columns.demand(lines, cells, resource);
                values[r].add(off ? 0 : (float) demand);
                allocations[r] = Math.max(allocations[r], columns.allocation(lines, cells, resource));
            }
        }

        BitbrainsRows sorted() {
            int[] order = firstOfEachStamp();
            float[][] sorted = new float[values.length][order.length];
            long[] seconds = new long[order.length];
            for (int row = 0; row < order.length; row++) {
                seconds[row] = stamps[order[row]];
                for (int r = 0; r < values.length; r++) {
                    sorted[r][row] = values[r].get(order[row]);
                }
            }
            return new BitbrainsRows(resources, allocations, seconds, sorted);
        }

        /** {@return the rows to keep, by time} */
        private int[] firstOfEachStamp() {
            // The stable sort leaves rows with one stamp in the order of the file.
            Integer[] rows = new Integer[size];
            Arrays.setAll(rows, row -> row);
            Arrays.sort(rows, (a, b) -> Long.compare(stamps[a], stamps[b]));
            int[] kept = new int[size];
            int count = 0;
            for (Integer row : rows) {
                if (count == 0 || stamps[kept[count - 1]] != stamps[row]) {
                    kept[count++] = row;
                }
            }
            return Arrays.copyOf(kept, count);
        }
    }
}
