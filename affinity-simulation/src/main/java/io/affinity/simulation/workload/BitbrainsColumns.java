// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a Bitbrains file has what, by the names in its header, and how a row becomes demand. */
final class BitbrainsColumns {

    private static final double BYTES_PER_KB = 1024;

    /** About the year 5000. */
    private static final double MOST_MILLIS = 1e14;

    private static final String TIME = "Timestamp [ms]";
    private static final String CORES = "CPU cores";
    private static final String CPU_PERCENT = "CPU usage [%]";
    private static final String MEMORY_PROVISIONED = "Memory capacity provisioned [KB]";

    /** The columns whose sum is a resource's demand, in KB. */
    private static final Map<Resource, List<String>> KILOBYTES = kilobytes();

    private final int width;
    private final Map<String, Integer> index;
    private final List<Resource> resources;

    private BitbrainsColumns(int width, Map<String, Integer> index) {
        this.width = width;
        this.index = index;
        this.resources = new ArrayList<>();
        if (index.containsKey(CPU_PERCENT)) {
            resources.add(Resource.CPU);
        }
        KILOBYTES.forEach((resource, columns) -> {
            if (index.keySet().containsAll(columns)) {
                resources.add(resource);
            }
        });
    }

    private static Map<Resource, List<String>> kilobytes() {
        Map<Resource, List<String>> columns = new LinkedHashMap<>();
        columns.put(Resource.MEMORY, List.of("Memory usage [KB]"));
        columns.put(
                Resource.NETWORK,
                List.of("Network received throughput [KB/s]", "Network transmitted throughput [KB/s]"));
        columns.put(Resource.DISK_THROUGHPUT, List.of("Disk read throughput [KB/s]", "Disk write throughput [KB/s]"));
        return columns;
    }

    static BitbrainsColumns of(TraceLines lines, String header) {
        List<String> names = Cells.of(header, ';');
        Map<String, Integer> index = new LinkedHashMap<>();
        names.forEach(name -> index.put(name, index.size()));
        for (String needed : List.of(TIME, CORES)) {
            if (!index.containsKey(needed)) {
                throw lines.wrongLine(header, "a header with the column \"" + needed + "\"");
            }
        }
        BitbrainsColumns columns = new BitbrainsColumns(names.size(), index);
        if (columns.resources.isEmpty()) {
            throw lines.wrongLine(header, "a header with the column \"" + CPU_PERCENT + "\"");
        }
        return columns;
    }

    /** {@return the resources that the file has demand for} */
    List<Resource> resources() {
        return resources;
    }

    List<String> cells(TraceLines lines, String row) {
        List<String> cells = Cells.of(row, ';');
        Cells.requireCount(lines, cells.size(), width);
        return cells;
    }

    long seconds(TraceLines lines, List<String> cells) {
        double stamp = number(lines, cells, TIME);
        if (stamp > MOST_MILLIS) {
            throw lines.wrongLine(
                    "the stamp " + stamp + " is no time; it must be in seconds or milliseconds since 1970.");
        }
        return Math.round(stamp >= 1e11 ? stamp / 1000 : stamp);
    }

    double cores(TraceLines lines, List<String> cells) {
        return number(lines, cells, CORES);
    }

    /** {@return the demand in the unit of the resource} */
    double demand(TraceLines lines, List<String> cells, Resource resource) {
        List<String> columns = KILOBYTES.get(resource);
        if (columns == null) {
            return cores(lines, cells) * number(lines, cells, CPU_PERCENT) / 100;
        }
        double kilobytes = 0;
        for (String column : columns) {
            kilobytes += number(lines, cells, column);
        }
        return kilobytes * BYTES_PER_KB;
    }

    /** {@return what the VM was promised when the row was written; NaN if the file does not say} */
    double allocation(TraceLines lines, List<String> cells, Resource resource) {
        if (resource.equals(Resource.CPU)) {
            return cores(lines, cells);
        }
        return resource.equals(Resource.MEMORY) && index.containsKey(MEMORY_PROVISIONED)
                ? number(lines, cells, MEMORY_PROVISIONED) * BYTES_PER_KB
                : Double.NaN;
    }

    private double number(TraceLines lines, List<String> cells, String column) {
        int cell = index.getOrDefault(column, -1);
        double value = Cells.quantity(cells.get(cell));
        if (Double.isNaN(value)) {
            throw lines.wrongCell(cell, cells.get(cell), "a number from 0 to 1e18");
        }
        return value;
    }
}
