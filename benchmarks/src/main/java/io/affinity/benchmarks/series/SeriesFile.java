// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of series, plain or gzip: a header, such as {@code id,values}, then a row each: its id, a comma, and its values,
 * separated by spaces or commas. {@code NA}, or nothing between two commas, is a gap.
 */
public final class SeriesFile {

    private static final Pattern SEPARATOR = Pattern.compile(" *, *| +");

    private SeriesFile() {}

    /**
     * {@return the series, in the order of the file}
     *
     * @throws IllegalArgumentException with file, line and text if there is no such file, a row is malformed, an id is
     *     there twice, or there is no series
     */
    public static List<NamedSeries> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("The file (" + file + ") must be one that exists.");
        }
        List<NamedSeries> series = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (BufferedReader lines = TextFile.open(file)) {
            lines.readLine();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                int comma = line.indexOf(',');
                if (comma < 0) {
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": must be an id, a comma, and values separated by spaces.");
                }
                String id = line.substring(0, comma);
                if (!ids.add(id)) {
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": the id (" + id + ") must not be there twice.");
                }
                series.add(new NamedSeries(id, values(line.substring(comma + 1), file, number)));
            }
        }
        if (series.isEmpty()) {
            throw new IllegalArgumentException(file + ": must have a header and at least one series.");
        }
        return series;
    }

    private static double[] values(String text, Path file, int line) {
        String[] tokens = SEPARATOR.split(text.strip(), -1);
        return Arrays.stream(tokens)
                .mapToDouble(token -> NumberOrMissing.parse(token, file, line))
                .toArray();
    }
}
