package io.affinity.benchmarks.forecast;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A file of series, plain or gzip: the header {@code id,values}, then a row each, its values separated by spaces. */
final class SeriesFile {

    private SeriesFile() {}

    /** One series; NaN where a value is missing. */
    record Series(String id, List<Double> values) {}

    /**
     * {@return the series, in the order of the file}
     *
     * @throws IllegalArgumentException with file, line and text if a row is malformed
     */
    static List<Series> read(Path file) throws IOException {
        List<Series> series = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            lines.readLine();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int comma = line.indexOf(',');
                if (comma < 0) {
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": must be an id, a comma, and values separated by spaces.");
                }
                series.add(new Series(line.substring(0, comma), values(line.substring(comma + 1), file, number)));
            }
        }
        return series;
    }

    private static List<Double> values(String text, Path file, int line) {
        List<Double> values = new ArrayList<>();
        for (String token : text.strip().split(" +")) {
            try {
                values.add(token.isEmpty() || token.equals("NA") ? Double.NaN : Double.parseDouble(token));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        file + ", line " + line + ": \"" + token + "\" must be a number or NA.", e);
            }
        }
        return values;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean isGzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return new BufferedReader(
                new InputStreamReader(isGzip ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }
}
