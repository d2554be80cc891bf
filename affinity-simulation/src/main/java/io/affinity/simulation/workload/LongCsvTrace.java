// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Reads CSV in long form, plain or gzip, as databases and spreadsheets write it:
 *
 * <pre>{@code
 * time,vm,cpu,memory                      time-s;vm;resource;value
 * 2024-01-31T00:05:00Z,web-1,0.5,2e9      1706659500;web-1;cpu;0,5
 * 2024-01-31T00:05:00Z,db,1.25,           1706659500;"db; old";cpu;1,25
 * }</pre>
 *
 * <p>Cells are separated by comma, semicolon or tab, and may be quoted; columns are known by their names ({@link LongHeader}).
 * Unless commas separate the cells, numbers may have a decimal comma, though not some a comma and others a point. An empty cell
 * or {@code NaN} is a gap, as is what has no row. Rows may come in any order, and say the same twice.
 */
final class LongCsvTrace {

    /** A longer record comes of a quote that is not closed. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Path file;
    private final LongRows rows;
    private final LongHeader header;
    private final DecimalMark numbers;
    private final Times times;

    private LongCsvTrace(Path file, LongRows rows, LongHeader header, char separator) {
        this.file = file;
        this.rows = rows;
        this.header = header;
        this.numbers = new DecimalMark(separator != ',');
        this.times = new Times(header.stamp(), separator != ',');
    }

    static boolean isHeader(String line) {
        return LongHeader.separator(line) != 0;
    }

    /**
     * Adds the rows of one file.
     *
     * @throws TraceFormatException if it is missing, empty or wrong
     */
    static void read(Path file, LongRows rows) {
        String first = TraceLines.first(file);
        char separator = LongHeader.separator(first);
        if (separator == 0) {
            throw TraceFormatException.ofLine(file, 1, first, LongHeader.LEGAL);
        }
        long line = 1;
        try (BufferedReader text = TraceLines.text(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(MOST_CHARACTERS)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            LongHeader header = LongHeader.of(file, 1, records.next().getFields());
            LongCsvTrace trace = new LongCsvTrace(file, rows, header, separator);
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                trace.add(row);
            }
        } catch (CsvParseException e) {
            throw TraceFormatException.ofLine(
                    file, (int) line, "what follows is no CSV (" + e.getMessage() + "); quotes must be closed.");
        } catch (IOException | UncheckedIOException e) {
            throw TraceFormatException.ofUnreadable(file, e);
        }
    }

    private void add(CsvRecord row) {
        if (row.getFieldCount() != header.width()) {
            throw TraceFormatException.ofLine(
                    file,
                    line(row),
                    "the row has " + row.getFieldCount() + " cells; it must have " + header.width()
                            + ", as the header.");
        }
        long millis = times.millis(cell(row, header.time()));
        if (millis < 0) {
            throw wrong(row, header.time(), header.stamp().legal());
        }
        String vm = cell(row, header.vm());
        if (vm.isEmpty()) {
            throw wrong(row, header.vm(), "the name of a VM");
        }
        rows.add(vm);
        if (header.value() >= 0) {
            int resource = LongRows.resource(cell(row, header.resource()));
            if (resource < 0) {
                throw wrong(row, header.resource(), "one of " + LongRows.RESOURCES);
            }
            rows.add(vm, resource, millis, value(row, header.value()));
        }
        for (int r = 0; r < LongRows.RESOURCES.size(); r++) {
            int at = header.byResource().get(r);
            if (at >= 0) {
                rows.add(vm, r, millis, value(row, at));
            }
        }
    }

    private float value(CsvRecord row, int cell) {
        String text = cell(row, cell);
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Float.NaN;
        }
        double value = numbers.quantity(text);
        if (Double.isNaN(value)) {
            throw wrong(row, cell, numbers.legal());
        }
        return (float) value;
    }

    private static String cell(CsvRecord row, int cell) {
        return row.getField(cell).strip();
    }

    private static int line(CsvRecord row) {
        return (int) row.getStartingLineNumber();
    }

    private TraceFormatException wrong(CsvRecord row, int cell, String legal) {
        return TraceFormatException.ofCell(file, line(row), cell + 1, cell(row, cell), legal);
    }

    /** Rows of one time usually follow each other. */
    private static final class Times {

        private final StampForm form;
        private final boolean mayHaveComma;
        private String last = "";
        private long lastMillis = -1;

        Times(StampForm form, boolean mayHaveComma) {
            this.form = form;
            this.mayHaveComma = mayHaveComma;
        }

        long millis(String text) {
            if (!text.equals(last)) {
                lastMillis = form.millis(mayHaveComma ? text.replace(',', '.') : text);
                last = text;
            }
            return lastMillis;
        }
    }
}
