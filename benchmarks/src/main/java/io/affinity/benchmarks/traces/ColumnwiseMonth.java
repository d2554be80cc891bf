// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import io.affinity.simulation.workload.BitbrainsTrace;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a month of Bitbrains that is kept column by column: a file for each column of the original, with a line for each VM.
 * The file {@code NAME-cpu_pct.csv} stands for all of them; its siblings {@code time}, {@code cores}, {@code mem_cap_kb} and
 * {@code mem_used_kb} must be beside it, each plain or gzip, with the same VMs in the same order.
 *
 * <p>CPU and memory mean, and rows become steps, as {@link BitbrainsTrace} has it.
 */
final class ColumnwiseMonth {

    private static final Pattern NAME = Pattern.compile("(.+-)cpu_pct\\.csv(?:\\.gz)?");
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private ColumnwiseMonth() {}

    /** {@return whether the file is named as the column that stands for a month} */
    static boolean isNamedSo(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * {@return the month that this column of CPU percentages belongs to}
     *
     * @throws IllegalArgumentException if a sibling is missing, or the content of any is wrong
     */
    static Recording read(Path cpuPercent) {
        try (ColumnFile time = sibling(cpuPercent, "time");
                ColumnFile cores = sibling(cpuPercent, "cores");
                ColumnFile percent = ColumnFile.open(cpuPercent);
                ColumnFile promised = sibling(cpuPercent, "mem_cap_kb");
                ColumnFile used = sibling(cpuPercent, "mem_used_kb")) {
            List<String> vms = new ArrayList<>();
            List<MonthRows> rows = new ArrayList<>();
            for (ColumnFile.Row stamps = time.next(); stamps != null; stamps = time.next()) {
                vms.add(stamps.vm());
                rows.add(MonthRows.of(
                        stamps.values(),
                        values(cores, stamps),
                        values(percent, stamps),
                        values(promised, stamps),
                        values(used, stamps)));
            }
            if (vms.isEmpty()) {
                throw time.wrong("must be the values of a VM; there must be at least one VM");
            }
            return recording(vms, rows);
        }
    }

    private static ColumnFile sibling(Path cpuPercent, String column) {
        Matcher name = NAME.matcher(String.valueOf(cpuPercent.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException("The name of the file (" + cpuPercent + ") must end with -cpu_pct.csv.");
        }
        Path plain = cpuPercent.resolveSibling(name.group(1) + column + ".csv");
        return ColumnFile.open(
                Files.isRegularFile(plain) ? plain : cpuPercent.resolveSibling(name.group(1) + column + ".csv.gz"));
    }

    /** {@return the next values, which must be those of the same VM, not negative and equally many} */
    static double[] values(ColumnFile column, ColumnFile.Row stamps) {
        ColumnFile.Row row = column.next();
        if (row == null || !row.vm().equals(stamps.vm())) {
            throw column.wrong("must be the values of VM " + stamps.vm() + ", as in the column of times");
        }
        if (row.values().length != stamps.values().length || row.values().length == 0) {
            throw column.wrong("there are " + row.values().length + " values of VM " + row.vm()
                    + "; there must be as many as times (" + stamps.values().length + "), at least one");
        }
        if (Arrays.stream(row.values()).anyMatch(value -> value < 0)) {
            throw column.wrong("the values of VM " + row.vm() + " must not be negative");
        }
        return row.values();
    }

    private static Recording recording(List<String> vms, List<MonthRows> rows) {
        long first = rows.stream().mapToLong(MonthRows::firstSlot).min().orElseThrow();
        long last = rows.stream().mapToLong(MonthRows::lastSlot).max().orElseThrow();
        if (last - first >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The stamps span " + (last - first) + " steps of 300 s; they must be of one period.");
        }
        int steps = (int) (last - first + 1);
        int width = RESOURCES.size();
        float[][] columns = new float[vms.size() * width][];
        double[] allocations = new double[columns.length];
        Arrays.setAll(columns, c -> rows.get(c / width).column(c % width, first, steps));
        Arrays.setAll(allocations, c -> rows.get(c / width).allocation(c % width));
        return Recording.of(
                vms,
                RESOURCES,
                Recording.Measure.QUANTITY,
                Instant.ofEpochSecond(first * MonthRows.STEP_SECONDS),
                Duration.ofSeconds(MonthRows.STEP_SECONDS),
                columns,
                allocations);
    }
}
