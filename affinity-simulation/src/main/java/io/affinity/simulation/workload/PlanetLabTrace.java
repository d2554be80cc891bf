// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CPU traces of PlanetLab: the share of its CPU that each VM used, every 5 minutes of one day. See Beloglazov and
 * Buyya, "Optimal online deterministic algorithms and adaptive heuristics for energy and performance efficient dynamic
 * consolidation of virtual machines in Cloud data centers", CCPE 24(13), 2012, section 6.2.
 *
 * <p>Two forms are read, plain or gzip. The original is a folder with a file for each VM, named as the VM, with a whole
 * percentage from 0 to 100 in each line; VMs are sorted by name. The other is one file with the header
 * {@code vm,t0,t1,...} and a row for each VM; VMs stay in order. All VMs must have equally many values, and there are no
 * gaps.
 */
public final class PlanetLabTrace {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant FIRST_DAY = Instant.parse("2011-03-03T00:00:00Z");
    private static final Pattern DAY = Pattern.compile("(?<!\\d)(?:19|20)\\d{6}(?!\\d)");
    private static final String LEGAL = "an integer from 0 to 100";

    private PlanetLabTrace() {}

    /**
     * Reads a trace that starts at midnight UTC of the day that its file or folder name has as {@code yyyymmdd}, or of
     * 2011-03-03, the first day of the published traces, if the name has none.
     *
     * @throws TraceFormatException if the trace is missing, empty or wrong
     */
    public static Recording read(Path path) {
        return read(path, startOf(path));
    }

    /**
     * Reads a trace that starts at {@code start}.
     *
     * @throws TraceFormatException if the trace is missing, empty or wrong
     */
    public static Recording read(Path path, Instant start) {
        PercentRows rows = new PercentRows();
        if (Files.isDirectory(path)) {
            TraceFolder.files(path).forEach(file -> readVm(file, rows));
        } else {
            readTable(path, rows);
        }
        float[][] columns = rows.columns();
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        return new Recording(
                rows.vms(),
                ResourceSet.of(Resource.CPU),
                Recording.Measure.FRACTION_OF_ALLOCATION,
                start,
                STEP,
                100,
                columns,
                allocations);
    }

    static boolean isHeader(String line) {
        List<String> cells = Cells.of(line, ',');
        return cells.size() > 1 && cells.get(0).equals("vm") && cells.get(1).equals("t0");
    }

    private static Instant startOf(Path path) {
        return DAY.matcher(TraceFolder.name(path))
                .results()
                .flatMap(digits -> midnight(digits.group()).stream())
                .findFirst()
                .orElse(FIRST_DAY);
    }

    /** {@return the start of the day, or nothing if the digits name no day} */
    private static Optional<Instant> midnight(String digits) {
        try {
            LocalDate day = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void readVm(Path file, PercentRows rows) {
        try (TraceLines lines = TraceLines.open(file)) {
            FloatList values = new FloatList();
            for (String line = lines.nextRow(); line != null; line = lines.nextRow()) {
                int percent = percent(line.strip());
                if (percent < 0) {
                    throw lines.wrongLine(line.strip(), LEGAL);
                }
                values.add(percent);
            }
            if (values.size() == 0) {
                throw TraceFormatException.ofFile(file, "there are no values; each line must be " + LEGAL + ".");
            }
            String problem = rows.add(TraceFolder.vmName(file), values.toArray());
            if (problem != null) {
                throw TraceFormatException.ofFile(file, problem);
            }
        }
    }

    private static void readTable(Path file, PercentRows rows) {
        try (TraceLines lines = TraceLines.open(file)) {
            String header = lines.next();
            if (header == null || !isHeader(header)) {
                throw TraceFormatException.ofLine(
                        file, 1, header == null ? "" : header, "the header vm,t0,t1 and so on");
            }
            int width = StepHeader.numbered(lines, Cells.of(header, ','), 1);
            for (String line = lines.nextRow(); line != null; line = lines.nextRow()) {
                List<String> cells = Cells.of(line, ',');
                Cells.requireCount(lines, cells.size() - 1, width);
                float[] values = new float[width];
                for (int t = 0; t < width; t++) {
                    int percent = percent(cells.get(t + 1));
                    if (percent < 0) {
                        throw lines.wrongCell(t + 1, cells.get(t + 1), LEGAL);
                    }
                    values[t] = percent;
                }
                Cells.requireName(lines, cells.get(0));
                String problem = rows.add(cells.get(0), values);
                if (problem != null) {
                    throw lines.wrongLine(problem);
                }
            }
        }
        if (rows.vms().isEmpty()) {
            throw TraceFormatException.ofFile(file, "there are no rows; there must be one for each VM.");
        }
    }

    /** {@return the percentage, or -1 if the text is none} */
    private static int percent(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9' || value > 100) {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return text.isEmpty() || value > 100 ? -1 : value;
    }

    /** The rows of all VMs, kept equally long. */
    private static final class PercentRows {

        private final Map<String, float[]> byVm = new LinkedHashMap<>();
        private int length = -1;

        /** {@return what is wrong with the row, or null} */
        @Nullable
        String add(String vm, float[] values) {
            if (length >= 0 && values.length != length) {
                return "the VM " + vm + " has " + values.length + " values; it must have " + length
                        + ", as the VMs before it.";
            }
            if (byVm.putIfAbsent(vm, values) != null) {
                return "the VM " + vm + " is there twice; each VM must have one row.";
            }
            length = values.length;
            return null;
        }

        List<String> vms() {
            return List.copyOf(byVm.keySet());
        }

        float[][] columns() {
            return byVm.values().toArray(new float[0][]);
        }
    }
}
