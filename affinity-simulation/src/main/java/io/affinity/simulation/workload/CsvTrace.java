// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Reads the plain CSV that anyone can write, plain or gzip:
 *
 * <pre>{@code
 * vm,resource,t0,t1,t2
 * web-1,cpu,0.5,0.75,1.5
 * web-1,memory,2147483648,2147483648,3221225472
 * }</pre>
 *
 * <p>There is a row for each VM and resource, in any order. Values are quantities in the unit of the resource (cores,
 * bytes, bytes per second, operations per second), finite and zero or more; an empty cell or {@code NaN} is a gap. The
 * columns may also be headed by regular times such as {@code 2024-01-31T00:05:00Z}; these then say the start and the step. In place
 * of commas there may be semicolons or tabs, and then numbers may have a decimal comma.
 */
final class CsvTrace {

    private static final Duration USUAL_STEP = Duration.ofMinutes(5);
    private static final int FIRST_STEP = 2;
    private static final List<Resource> RESOURCES = List.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    private static final char NONE = 0;
    private static final String SEPARATORS = ",;\t";

    private CsvTrace() {}

    /**
     * Reads a trace. A header without times means steps of 5 minutes from 1970-01-01T00:00Z on.
     *
     * @throws TraceFormatException if the file is missing, empty or wrong
     */
    public static Recording read(Path file) {
        return read(file, Instant.EPOCH, USUAL_STEP);
    }

    /**
     * Reads a trace.
     *
     * @param start time of the first column, if the header has no times
     * @param step distance of two columns, if the header has no times; positive
     * @throws TraceFormatException if the file is missing, empty or wrong
     */
    public static Recording read(Path file, Instant start, Duration step) {
        WorkloadChecks.positive("step", step);
        try (TraceLines lines = TraceLines.open(file)) {
            String line = lines.next();
            if (line == null || !isHeader(line)) {
                throw TraceFormatException.ofLine(
                        file, 1, line == null ? "" : line, "the header vm,resource,t0,t1 and so on");
            }
            char separator = separator(line);
            DecimalMark mark = new DecimalMark(separator != ',');
            StepHeader header = StepHeader.of(lines, Cells.of(line, separator), FIRST_STEP, start, step);
            Map<String, Map<Resource, float[]>> rows = new LinkedHashMap<>();
            for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
                addRow(lines, Cells.of(row, separator), mark, header.steps(), rows);
            }
            return recording(file, header, rows);
        }
    }

    static boolean isHeader(String line) {
        return separator(line) != NONE;
    }

    /** {@return what separates the cells of the header, or {@link #NONE} if it is none of this kind} */
    private static char separator(String line) {
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char separator = SEPARATORS.charAt(i);
            List<String> cells = Cells.of(line, separator);
            if (cells.size() > FIRST_STEP
                    && cells.get(0).equals("vm")
                    && cells.get(1).equals("resource")) {
                return separator;
            }
        }
        return NONE;
    }

    private static void addRow(
            TraceLines lines,
            List<String> cells,
            DecimalMark mark,
            int width,
            Map<String, Map<Resource, float[]>> rows) {
        Cells.requireCount(lines, Math.max(0, cells.size() - FIRST_STEP), width);
        String vm = cells.get(0);
        Cells.requireName(lines, vm);
        Resource resource = resource(lines, cells.get(1));
        float[] values = new float[width];
        for (int t = 0; t < width; t++) {
            values[t] = value(lines, mark, t + FIRST_STEP, cells.get(t + FIRST_STEP));
        }
        if (rows.computeIfAbsent(vm, name -> new LinkedHashMap<>()).putIfAbsent(resource, values) != null) {
            throw lines.wrongLine("the VM " + vm + " has " + resource + " twice; each VM must have one row for it.");
        }
    }

    private static Resource resource(TraceLines lines, String name) {
        for (Resource resource : RESOURCES) {
            if (resource.name().equals(name)) {
                return resource;
            }
        }
        throw lines.wrongCell(1, name, "one of " + RESOURCES);
    }

    private static float value(TraceLines lines, DecimalMark mark, int cell, String text) {
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Float.NaN;
        }
        float value = (float) mark.quantity(text);
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            throw lines.wrongCell(cell, text, mark.legal());
        }
        return value;
    }

    private static Recording recording(Path file, StepHeader header, Map<String, Map<Resource, float[]>> rows) {
        List<Resource> resources = RESOURCES.stream()
                .filter(resource -> rows.values().stream().anyMatch(columns -> columns.containsKey(resource)))
                .toList();
        if (resources.isEmpty()) {
            throw TraceFormatException.ofFile(file, "there are no rows; there must be one for each VM and resource.");
        }
        float[][] columns = new float[rows.size() * resources.size()][];
        int column = 0;
        for (Entry<String, Map<Resource, float[]>> vm : rows.entrySet()) {
            for (Resource resource : resources) {
                float[] values = vm.getValue().get(resource);
                if (values == null) {
                    throw TraceFormatException.ofFile(
                            file,
                            "the VM " + vm.getKey() + " has no row for " + resource
                                    + "; it must have one, as other VMs (cells may be empty).");
                }
                columns[column++] = values;
            }
        }
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        return new Recording(
                List.copyOf(rows.keySet()),
                new ResourceSet(resources),
                Recording.Measure.QUANTITY,
                header.start(),
                header.step(),
                1,
                columns,
                allocations);
    }
}
