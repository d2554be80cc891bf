// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the leaderboard on July 2013.
 *
 * @param kind as the entrants declare it
 */
record PublishedRow(String method, String kind, Map<GiftTask, Double> wql, Map<GiftTask, Double> mase) {

    static final String NAIVE = "seasonal_naive";

    private static final String RESOURCE = "published.csv";

    PublishedRow {
        wql = Map.copyOf(wql);
        mase = Map.copyOf(mase);
    }

    /** {@return the selection of entries that is kept here, in the order of its file} */
    static List<PublishedRow> all() throws IOException {
        List<PublishedRow> rows = new ArrayList<>();
        try (InputStream bytes = PublishedRow.class.getResourceAsStream(RESOURCE)) {
            if (bytes == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " must be on the class path.");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("method,"))
                    .forEach(line -> rows.add(row(line.split(",", -1))));
        }
        return rows;
    }

    private static PublishedRow row(String[] fields) {
        Map<GiftTask, Double> wql = new EnumMap<>(GiftTask.class);
        Map<GiftTask, Double> mase = new EnumMap<>(GiftTask.class);
        for (GiftTask task : GiftTask.values()) {
            wql.put(task, Double.valueOf(fields[2 + 2 * task.ordinal()]));
            mase.put(task, Double.valueOf(fields[3 + 2 * task.ordinal()]));
        }
        return new PublishedRow(fields[0], fields[1], wql, mase);
    }

    double wql(GiftTask task) {
        return value(wql, task);
    }

    double mase(GiftTask task) {
        return value(mase, task);
    }

    private static double value(Map<GiftTask, Double> of, GiftTask task) {
        @Nullable Double value = of.get(task);
        return value == null ? Double.NaN : value;
    }
}
