package io.affinity.simulation.workload;

import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a trace of any format that has a reader, by looking at what it holds. */
public final class Traces {

    private Traces() {}

    /**
     * {@return the recording at {@code path}} It is one of
     * <ul>
     *   <li>a folder of Bitbrains files, or one of them ({@link BitbrainsTrace});
     *   <li>a folder of PlanetLab files, or the one file {@code vm,t0,t1,...} ({@link PlanetLabTrace});
     *   <li>a file {@code vm,resource,t0,t1,...} ({@link CsvTrace}).
     * </ul>
     * Files may be gzip. Times and steps are those that the readers assume when they are told nothing.
     *
     * @throws TraceFormatException if there is nothing at {@code path}, it is none of these, or its content is wrong
     */
    public static Recording open(Path path) {
        if (!Files.exists(path)) {
            throw TraceFormatException.ofFile(
                    path, "there is no such file or folder; a trace must be a file or a folder of files.");
        }
        if (Files.isDirectory(path)) {
            boolean bitbrains = TraceFolder.files(path).stream()
                    .filter(TraceFolder::isCsv)
                    .findFirst()
                    .map(file -> BitbrainsTrace.isHeader(TraceLines.first(file)))
                    .orElse(false);
            return bitbrains ? BitbrainsTrace.read(path) : PlanetLabTrace.read(path);
        }
        return openFile(path);
    }

    private static Recording openFile(Path file) {
        String header = TraceLines.first(file);
        if (BitbrainsTrace.isHeader(header)) {
            return BitbrainsTrace.read(file);
        }
        if (CsvTrace.isHeader(header)) {
            return CsvTrace.read(file);
        }
        if (PlanetLabTrace.isHeader(header)) {
            return PlanetLabTrace.read(file);
        }
        throw TraceFormatException.ofLine(
                file, 1, header, "a header: vm,resource,t0,t1 or vm,t0,t1 or Timestamp [ms];CPU cores, and so on");
    }
}
