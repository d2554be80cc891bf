// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a trace of any format that has a reader, by looking at what it holds. */
public final class Traces {

    private static final String LEGAL =
            "a header: time,vm,cpu,memory or time,vm,resource,value or vm,resource,t0,t1 or vm,t0,t1"
                    + " or Timestamp [ms];CPU cores, and so on; or an object of JSON";

    private Traces() {}

    /**
     * {@return the recording at {@code path}} It is one of
     * <ul>
     *   <li>a folder of Bitbrains files, or one of them ({@link BitbrainsTrace});
     *   <li>a folder of PlanetLab files, or the one file {@code vm,t0,t1,...} ({@link PlanetLabTrace});
     *   <li>a file {@code vm,resource,t0,t1,...};
     *   <li>a file of CSV in long form, a row for each time and VM, or a folder of such files, which are read as one;
     *   <li>a file of line-delimited JSON with the same, or a folder of such files;
     *   <li>the state folder of a control loop, or one file of the demand that it recorded.
     * </ul>
     * Files may be gzip, but for those of a control loop. Times and steps are those that the readers assume when they are told
     * nothing.
     *
     * @throws TraceFormatException if there is nothing at {@code path}, it is none of these, or its content is wrong
     */
    public static Recording open(Path path) {
        if (!Files.exists(path)) {
            throw TraceFormatException.ofFile(
                    path, "there is no such file or folder; a trace must be a file or a folder of files.");
        }
        return Files.isDirectory(path) ? openFolder(path) : openFile(path);
    }

    private static Recording openFolder(Path path) {
        if (DemandRecordTrace.isIn(path)) {
            return DemandRecordTrace.read(path);
        }
        List<Path> tables =
                TraceFolder.files(path).stream().filter(TraceFolder::isTable).toList();
        String first = tables.isEmpty() ? "" : TraceLines.first(tables.get(0));
        if (JsonLinesTrace.isFirst(first) || LongCsvTrace.isHeader(first)) {
            return longForm(path, tables);
        }
        return BitbrainsTrace.isHeader(first) ? BitbrainsTrace.read(path) : PlanetLabTrace.read(path);
    }

    private static Recording openFile(Path file) {
        String first = TraceLines.first(file);
        if (JsonLinesTrace.isFirst(first) || LongCsvTrace.isHeader(first)) {
            return longForm(file, List.of(file));
        }
        if (BitbrainsTrace.isHeader(first)) {
            return BitbrainsTrace.read(file);
        }
        if (CsvTrace.isHeader(first)) {
            return CsvTrace.read(file);
        }
        if (PlanetLabTrace.isHeader(first)) {
            return PlanetLabTrace.read(file);
        }
        if (DemandRecordTrace.isFirst(first)) {
            return DemandRecordTrace.read(file);
        }
        throw TraceFormatException.ofLine(file, 1, first, LEGAL);
    }

    /** Each file says by itself whether it is CSV or JSON, and how its columns are called. */
    private static Recording longForm(Path path, List<Path> files) {
        LongRows rows = new LongRows(path, LongRows.Contradictions.ARE_REFUSED);
        for (Path file : files) {
            if (JsonLinesTrace.isFirst(TraceLines.first(file))) {
                JsonLinesTrace.read(file, rows);
            } else {
                LongCsvTrace.read(file, rows);
            }
        }
        return rows.recording();
    }
}
