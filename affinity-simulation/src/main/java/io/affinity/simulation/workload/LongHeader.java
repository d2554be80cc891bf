// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table in long form, by their names in any case and order: a time, the VM, and either a column for each
 * resource, or one that names the resource and one with its value.
 *
 * @param stamp how times are written
 * @param time the cell of the time
 * @param vm the cell of the VM
 * @param resource the cell that names the resource, or -1
 * @param value the cell of its value, or -1
 * @param byResource for each of {@link LongRows#RESOURCES} its cell, or -1
 * @param width the number of cells
 */
record LongHeader(StampForm stamp, int time, int vm, int resource, int value, List<Integer> byResource, int width) {

    static final String VM = "vm";
    static final String RESOURCE = "resource";
    static final String VALUE = "value";

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** What a header must be, for messages. */
    static final String LEGAL =
            "a header with one of " + StampForm.columns() + ", with vm, and with resource and value or one"
                    + " or more of " + LongRows.RESOURCES + ", separated by comma, semicolon or tab";

    /** {@return what separates the cells of a line that is the header of a table in long form, or 0 if it is none: it has no time} */
    static char separator(String line) {
        for (char separator : SEPARATORS) {
            List<String> cells = Cells.of(line, separator);
            boolean hasTime = cells.stream().anyMatch(cell -> StampForm.named(unquoted(cell)) != null);
            if (hasTime && cells.size() > 1) {
                return separator;
            }
        }
        return 0;
    }

    private static String unquoted(String cell) {
        boolean isQuoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return isQuoted ? cell.substring(1, cell.length() - 1).strip() : cell;
    }

    /** {@return the header of these cells, in the line of this number} */
    static LongHeader of(Path file, int line, List<String> cells) {
        Reader reader = new Reader();
        Set<String> seen = new HashSet<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            String name = cells.get(cell).strip();
            if (!reader.take(name, cell)) {
                throw TraceFormatException.ofCell(file, line, cell + 1, name, "one of " + names());
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw TraceFormatException.ofCell(file, line, cell + 1, name, "there once");
            }
        }
        LongHeader header = reader.header(cells.size());
        if (header == null) {
            throw TraceFormatException.ofLine(file, line, String.join(",", cells), LEGAL);
        }
        return header;
    }

    /** {@return every name that a column may have} */
    static List<String> names() {
        List<String> names = new ArrayList<>(StampForm.columns());
        names.addAll(List.of(VM, RESOURCE, VALUE));
        LongRows.RESOURCES.forEach(resource -> names.add(resource.name()));
        return names;
    }

    private static final class Reader {

        private final List<Integer> byResource = new ArrayList<>();
        private @Nullable StampForm stamp;
        private boolean isTimeTwice;
        private int time = -1;
        private int vm = -1;
        private int resource = -1;
        private int value = -1;

        Reader() {
            LongRows.RESOURCES.forEach(none -> byResource.add(-1));
        }

        boolean take(String name, int cell) {
            StampForm form = StampForm.named(name);
            int known = LongRows.resource(name);
            if (form != null) {
                isTimeTwice |= stamp != null;
                stamp = form;
                time = cell;
            } else if (name.equalsIgnoreCase(VM)) {
                vm = cell;
            } else if (name.equalsIgnoreCase(RESOURCE)) {
                resource = cell;
            } else if (name.equalsIgnoreCase(VALUE)) {
                value = cell;
            } else if (known >= 0) {
                byResource.set(known, cell);
            }
            return form != null || known >= 0 || List.of(VM, RESOURCE, VALUE).contains(name.toLowerCase(Locale.ROOT));
        }

        @Nullable
        LongHeader header(int width) {
            boolean isWide = byResource.stream().anyMatch(cell -> cell >= 0);
            boolean isNamed = resource >= 0 && value >= 0;
            boolean isHalf = (resource >= 0) != (value >= 0);
            return stamp == null || isTimeTwice || vm < 0 || isHalf || isWide == isNamed
                    ? null
                    : new LongHeader(stamp, time, vm, resource, value, List.copyOf(byResource), width);
        }
    }
}
