// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import io.affinity.benchmarks.series.NumberOrMissing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a series is regressed on: a row for each step of the series and of the horizon. The names are those of the header;
 * without one they are R's: {@code xreg}, or {@code xreg1}, {@code xreg2} and so on.
 */
final class Regressors {

    private static final Pattern SEPARATOR = Pattern.compile(" *[,\t ] *");

    private final int length;
    private final Map<String, double[]> columns;

    private Regressors(int length, Map<String, double[]> columns) {
        this.length = length;
        this.columns = columns;
    }

    static Regressors none() {
        return new Regressors(0, Map.of());
    }

    /**
     * {@return the regressors of these lines}
     *
     * @param file for messages
     * @param length of the series
     * @throws IllegalArgumentException if there are fewer than {@code length + horizon} rows, a row has another number of
     *     values than the others, or one of the horizon is missing
     */
    static Regressors parse(List<String> lines, Path file, int length, int horizon) {
        int rows = length + horizon;
        boolean hasHeader = !lines.isEmpty() && !isNumbers(lines.get(0), file);
        int first = hasHeader ? 1 : 0;
        if (lines.size() - first < rows) {
            throw new IllegalArgumentException(
                    file + ": the number of rows (" + (lines.size() - first) + ") must be at least " + rows + ": "
                            + length + " steps of the series and " + horizon + " of the horizon.");
        }
        String[] names = names(lines.get(0), hasHeader);
        double[][] values = new double[names.length][rows];
        for (int row = 0; row < rows; row++) {
            int number = row + first + 1;
            String[] cells = SEPARATOR.split(lines.get(row + first).strip(), -1);
            if (cells.length != names.length) {
                throw new IllegalArgumentException(file + ", line " + number + ": the number of values (" + cells.length
                        + ") must be " + names.length + ".");
            }
            for (int column = 0; column < names.length; column++) {
                double value = NumberOrMissing.parse(cells[column], file, number);
                if (Double.isNaN(value) && row >= length) {
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": must have a number for a step of the horizon.");
                }
                values[column][row] = value;
            }
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int column = 0; column < names.length; column++) {
            columns.put(names[column], values[column]);
        }
        return new Regressors(length, columns);
    }

    private static boolean isNumbers(String line, Path file) {
        try {
            for (String cell : SEPARATOR.split(line.strip(), -1)) {
                NumberOrMissing.parse(cell, file, 1);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String[] names(String line, boolean isHeader) {
        String[] cells = SEPARATOR.split(line.strip(), -1);
        if (isHeader) {
            return cells;
        }
        String[] names = new String[cells.length];
        Arrays.setAll(names, column -> names.length == 1 ? "xreg" : "xreg" + (column + 1));
        return names;
    }

    /** {@return the series with NaN where a regressor is missing} */
    double[] withoutUnexplained(double[] series) {
        double[] explained = series.clone();
        for (double[] column : columns.values()) {
            for (int i = 0; i < explained.length; i++) {
                explained[i] = Double.isNaN(column[i]) ? Double.NaN : explained[i];
            }
        }
        return explained;
    }

    /** {@return by name the values of the series' steps; 0 where one is missing, as the series tells nothing there} */
    Map<String, double[]> past() {
        Map<String, double[]> past = new LinkedHashMap<>();
        columns.forEach((name, column) -> past.put(
                name,
                Arrays.stream(column, 0, length)
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .toArray()));
        return past;
    }

    /** {@return by name the values of the steps of the horizon} */
    Map<String, double[]> future() {
        Map<String, double[]> future = new LinkedHashMap<>();
        columns.forEach((name, column) -> future.put(name, Arrays.copyOfRange(column, length, column.length)));
        return future;
    }
}
