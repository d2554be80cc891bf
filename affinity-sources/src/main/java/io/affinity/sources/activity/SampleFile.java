// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import io.affinity.sources.event.CalendarException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads samples: CSV, with a header that names a column {@code time} and a column {@code value} or without one and with these two columns
 * only, separated by commas or semicolons; or an object of JSON on each line, with fields of these names. Times are ISO 8601 with an
 * offset, or seconds since 1970 (milliseconds, where they are beyond the year 5138 otherwise). An empty value is missing. Empty lines and
 * those that begin with {@code #} are passed by, and so is a last line without a line break, which is still being written. Of two with
 * one time, the later holds.
 */
final class SampleFile {

    /** Half a year of samples each 15 seconds. */
    private static final int MOST = 1_000_000;

    private final Map<Long, Double> samples = new HashMap<>();
    private char separator = ',';
    private int timeAt;
    private int valueAt = 1;
    private int columns = 2;
    private boolean isBegun;

    private SampleFile() {}

    /**
     * {@return the samples of a text}
     *
     * @throws SampleException if it is not right
     */
    static Samples parse(String text) {
        SampleFile file = new SampleFile();
        int line = 0;
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            line++;
            String content = text.substring(from, end).strip();
            from = end + 1;
            if (!content.isEmpty() && !content.startsWith("#")) {
                file.take(content, line);
            }
        }
        return Samples.of(file.samples);
    }

    private void take(String content, int line) {
        if (content.startsWith("{")) {
            SampleObject.read(content, line).ifPresent(sample -> put(sample, line));
        } else {
            row(content, line);
        }
        isBegun = true;
    }

    private void row(String content, int line) {
        if (!isBegun) {
            separator = content.indexOf(';') >= 0 ? ';' : ',';
            if (isHeader(content)) {
                header(content, line);
                return;
            }
        }
        List<String> cells = cells(content);
        if (cells.size() != columns) {
            throw new SampleException(
                    line,
                    "the line must have " + columns + " columns, time and value among them, separated by (" + separator
                            + "), and not " + CalendarException.quoted(content) + ".");
        }
        if (!cells.get(valueAt).isEmpty()) {
            long time = SampleTime.millis(cells.get(timeAt), line);
            put(new SampleObject.Sample(time, SampleTime.value(cells.get(valueAt), line)), line);
        }
    }

    /** A time begins with a digit or a sign. */
    private boolean isHeader(String content) {
        return cells(content).stream().noneMatch(cell -> cell.matches("[-+.0-9].*"));
    }

    private void header(String content, int line) {
        List<String> names = cells(content).stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .toList();
        timeAt = names.indexOf("time") >= 0 ? names.indexOf("time") : names.indexOf("timestamp");
        valueAt = names.indexOf("value");
        columns = names.size();
        if (timeAt < 0 || valueAt < 0) {
            throw new SampleException(
                    line,
                    "the header must name the columns time and value, and not " + CalendarException.quoted(content)
                            + ".");
        }
    }

    private List<String> cells(String content) {
        List<String> cells = new ArrayList<>();
        for (String cell : content.split(String.valueOf(separator), -1)) {
            String bare = cell.strip();
            boolean isQuoted = bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"");
            cells.add(isQuoted ? bare.substring(1, bare.length() - 1) : bare);
        }
        return cells;
    }

    private void put(SampleObject.Sample sample, int line) {
        samples.put(sample.millis(), sample.value());
        if (samples.size() > MOST) {
            throw new SampleException(line, "there must be at most " + MOST + " samples.");
        }
    }
}
