// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CPU of all VMs of a month of Bitbrains that is kept column by column, as GIFT-Eval has it: one grid of 300 s for all VMs, from
 * the median of their first stamps (rounded down) to the median of their last ones; of two values in a slot the later counts,
 * and a slot without one is NaN. Owned by whoever read it.
 *
 * @param start the time of the first slot
 * @param vms their names, in the order of the file
 * @param percent for each VM, in percent of its capacity at that time
 * @param megahertz for each VM, capacity times percent
 */
public record CpuMonth(Instant start, List<String> vms, List<double[]> percent, List<double[]> megahertz) {

    /** The distance between two slots. */
    public static final int STEP_SECONDS = 300;

    private record Rows(double[] seconds, double[] percent, double[] megahertz) {}

    public CpuMonth {
        vms = List.copyOf(vms);
        percent = List.copyOf(percent);
        megahertz = List.copyOf(megahertz);
    }

    /**
     * {@return the month in the files {@code rnd-MONTH-time.csv}, {@code -cpu_pct} and {@code -cpu_cap_mhz} of a folder, each plain
     * or gzip}
     *
     * @throws IllegalArgumentException if one is missing, or its content is wrong
     */
    public static CpuMonth read(Path folder, String month) {
        List<String> vms = new ArrayList<>();
        List<Rows> rows = new ArrayList<>();
        try (ColumnFile time = column(folder, month, "time");
                ColumnFile percent = column(folder, month, "cpu_pct");
                ColumnFile capacity = column(folder, month, "cpu_cap_mhz")) {
            for (ColumnFile.Row stamps = time.next(); stamps != null; stamps = time.next()) {
                vms.add(stamps.vm());
                rows.add(rows(
                        stamps, ColumnwiseMonth.values(percent, stamps), ColumnwiseMonth.values(capacity, stamps)));
            }
            if (vms.isEmpty()) {
                throw time.wrong("must be the values of a VM; there must be at least one VM");
            }
        }
        return onOneGrid(vms, rows);
    }

    private static ColumnFile column(Path folder, String month, String name) {
        Path plain = folder.resolve("rnd-" + month + "-" + name + ".csv");
        return ColumnFile.open(Files.isRegularFile(plain) ? plain : folder.resolve(plain.getFileName() + ".gz"));
    }

    private static Rows rows(ColumnFile.Row stamps, double[] percent, double[] capacity) {
        double[] seconds = stamps.values().clone();
        Arrays.parallelPrefix(seconds, Double::sum);
        double[] megahertz = new double[percent.length];
        Arrays.setAll(megahertz, i -> percent[i] * capacity[i] / 100);
        return new Rows(seconds, percent, megahertz);
    }

    private static CpuMonth onOneGrid(List<String> vms, List<Rows> rows) {
        double firsts = median(rows.stream().mapToDouble(row -> row.seconds[0]).toArray());
        double lasts = median(rows.stream()
                .mapToDouble(row -> row.seconds[row.seconds.length - 1])
                .toArray());
        long start = (long) Math.floor(firsts / STEP_SECONDS) * STEP_SECONDS;
        double slots = Math.floor((lasts - start) / STEP_SECONDS) + 1;
        if (!(slots >= 1 && slots < 1 << 24)) {
            throw new IllegalArgumentException(
                    "The stamps span " + slots + " slots of 300 s; they must be in order and of one period.");
        }
        List<double[]> percent = new ArrayList<>();
        List<double[]> megahertz = new ArrayList<>();
        for (Rows row : rows) {
            percent.add(slotted(row.seconds, row.percent, start, (int) slots));
            megahertz.add(slotted(row.seconds, row.megahertz, start, (int) slots));
        }
        return new CpuMonth(Instant.ofEpochSecond(start), vms, percent, megahertz);
    }

    private static double[] slotted(double[] seconds, double[] values, long start, int slots) {
        double[] slotted = new double[slots];
        Arrays.fill(slotted, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            double slot = Math.floor((seconds[i] - start) / STEP_SECONDS);
            if (slot >= 0 && slot < slots) {
                slotted[(int) slot] = values[i];
            }
        }
        return slotted;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
