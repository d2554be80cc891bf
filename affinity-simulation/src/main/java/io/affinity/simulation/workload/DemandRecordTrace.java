// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.core.storage.RecordedValues;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the demand that a control loop recorded ({@link io.affinity.core.storage.DemandRecord}): its state folder, or one file
 * {@code demand-DAY.txt} of it. Lines that are damaged are left out, as by the loop itself, and how many is logged. Resources of
 * one's own, whose unit is not written, are left out too. A controller may go on to write meanwhile.
 */
final class DemandRecordTrace {

    /** Checksum, milliseconds, VM. */
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{8} [0-9]{1,15} \\S.*");

    private DemandRecordTrace() {}

    /** {@return whether a file whose first line this is is such a record} */
    static boolean isFirst(String line) {
        return LINE.matcher(line).matches();
    }

    /** {@return whether a folder has such a record, whatever else it has} */
    static boolean isIn(Path folder) {
        return !files(folder).isEmpty();
    }

    private static List<Path> files(Path path) {
        try {
            return Files.isDirectory(path) ? RecordedValues.files(path) : List.of(path);
        } catch (UncheckedIOException e) {
            throw TraceFormatException.ofUnreadable(path, e);
        }
    }

    /**
     * Reads a record.
     *
     * @throws TraceFormatException if there is nothing in it, or it cannot be read
     */
    static Recording read(Path path) {
        LongRows rows = new LongRows(path, LongRows.Contradictions.LAST_COUNTS);
        for (Path file : files(path)) {
            try {
                RecordedValues.read(file, (millis, vm, resource, value) -> {
                    int known = LongRows.resource(resource);
                    if (known >= 0) {
                        rows.add(vm.value(), known, millis, value <= Cells.MOST ? (float) value : Float.NaN);
                    }
                });
            } catch (UncheckedIOException e) {
                throw TraceFormatException.ofUnreadable(file, e);
            }
        }
        return rows.recording();
    }
}
