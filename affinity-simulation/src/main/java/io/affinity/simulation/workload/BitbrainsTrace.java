// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the traces of Bitbrains, GWA-T-12 of the Grid Workloads Archive: CPU, memory, disk and network of business VMs,
 * every 5 minutes of a month. See Shen, van Beek and Iosup, "Statistical characterization of business-critical workloads
 * hosted in Cloud datacenters", CCGrid 2015.
 *
 * <p>The trace is a folder with a {@code .csv} file for each VM, plain or gzip, or one such file. Columns are found by
 * their names in the header, so that reduced copies can be read: a resource is there if its columns are in every file. CPU
 * is cores times usage in percent; memory is usage; disk throughput is read plus write; network is received plus
 * transmitted; a KB is 1,024 bytes. The allocation is the largest that a file has, since it may change within the month.
 *
 * <p>What the files are known for is dealt with: stamps are seconds although the header says milliseconds (numbers of 12
 * digits and more are taken as milliseconds); of rows with the same stamp the first counts; rows may be out of order; a VM
 * with 0 cores is off and demands nothing; percentages above 100 are kept.
 *
 * <p>The grid has steps of 300 s at multiples of 300 s. The value of a step is that of the nearest row, the earlier of two,
 * if it is at most 225 s away, otherwise NaN: a month of slightly irregular rows has no false gap, and a missing row is
 * one.
 */
public final class BitbrainsTrace {

    private static final Duration STEP = Duration.ofSeconds(BitbrainsRows.STEP_SECONDS);

    private BitbrainsTrace() {}

    /**
     * Reads a trace.
     *
     * @throws TraceFormatException if the trace is missing, empty or wrong
     */
    public static Recording read(Path path) {
        List<Path> files = TraceFolder.files(path);
        if (Files.isDirectory(path)) {
            files = files.stream().filter(TraceFolder::isCsv).toList();
        }
        Map<String, BitbrainsRows> byVm = new LinkedHashMap<>();
        for (Path file : files) {
            if (byVm.putIfAbsent(TraceFolder.vmName(file), BitbrainsRows.read(file)) != null) {
                throw TraceFormatException.ofFile(
                        file, "the VM " + TraceFolder.vmName(file) + " is there twice; each VM must have one file.");
            }
        }
        if (byVm.isEmpty()) {
            throw TraceFormatException.ofFile(path, "there is no .csv file; there must be one for each VM.");
        }
        return recording(path, byVm);
    }

    /** A month in which a VM ran for five minutes is legal; a stamp that is years off must not claim memory for them. */
    private static final long MOST_STEPS_OF_NO_ROW = 10_000;

    private static final long MOST_STEPS_OF_A_ROW = 1000;

    static boolean isHeader(String line) {
        return line.startsWith("Timestamp") && line.indexOf(';') > 0;
    }

    private static Recording recording(Path path, Map<String, BitbrainsRows> byVm) {
        List<BitbrainsRows> vms = List.copyOf(byVm.values());
        List<Resource> resources = new ArrayList<>(vms.get(0).resources());
        vms.forEach(vm -> resources.retainAll(vm.resources()));
        if (resources.isEmpty()) {
            throw TraceFormatException.ofFile(
                    path, "the files have no resource in common; all must have the same columns.");
        }
        long first = vms.stream().mapToLong(BitbrainsRows::firstSlot).min().orElseThrow();
        long last = vms.stream().mapToLong(BitbrainsRows::lastSlot).max().orElseThrow();
        long rows = vms.stream().mapToLong(BitbrainsRows::size).max().orElseThrow();
        long most = MOST_STEPS_OF_NO_ROW + MOST_STEPS_OF_A_ROW * rows;
        if (last - first >= most) {
            throw TraceFormatException.ofFile(
                    path,
                    "the stamps span " + (last - first) + " steps of 300 s, for which there are " + rows
                            + " rows; they must be of one period of at most " + most + " steps.");
        }
        int steps = (int) (last - first + 1);
        float[][] columns = new float[vms.size() * resources.size()][];
        double[] allocations = new double[columns.length];
        Arrays.setAll(
                columns, c -> vms.get(c / resources.size()).column(resources.get(c % resources.size()), first, steps));
        Arrays.setAll(allocations, c -> vms.get(c / resources.size()).allocation(resources.get(c % resources.size())));
        return new Recording(
                List.copyOf(byVm.keySet()),
                new ResourceSet(resources),
                Recording.Measure.QUANTITY,
                Instant.ofEpochSecond(first * BitbrainsRows.STEP_SECONDS),
                STEP,
                1,
                columns,
                allocations);
    }
}
