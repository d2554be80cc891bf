// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import io.affinity.benchmarks.decisions.PublishedRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What CloudSim 3.0.3 came to on one day of PlanetLab with one of its policies and minimum migration time.
 *
 * @param day as {@code yyyymmdd}
 * @param vms on that day
 * @param slav in percent, as are {@code slatah} and {@code pdm}
 */
record CloudSimDay(String day, int vms, double energyKwh, int migrations, double slav, double slatah, double pdm) {

    private static final int COLUMNS = 7;

    /** {@return all days there are figures of with this policy, by day} */
    static Map<String, CloudSimDay> all(PublishedRules policy) throws IOException {
        String resource = policy.title().toLowerCase(Locale.ROOT).replace(' ', '-') + ".csv";
        InputStream stream = CloudSimDay.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("The resource (" + resource + ") must be on the class path.");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Map<String, CloudSimDay> days = new LinkedHashMap<>();
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("day,"))
                    .map(CloudSimDay::parse)
                    .forEach(day -> days.put(day.day(), day));
            return days;
        }
    }

    private static CloudSimDay parse(String line) {
        List<String> cells = List.of(line.split(",", -1));
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("The line (" + line + ") must have " + COLUMNS + " cells.");
        }
        return new CloudSimDay(
                cells.get(0),
                Integer.parseInt(cells.get(1)),
                Double.parseDouble(cells.get(2)),
                Integer.parseInt(cells.get(3)),
                Double.parseDouble(cells.get(4)),
                Double.parseDouble(cells.get(5)),
                Double.parseDouble(cells.get(6)));
    }
}
