// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.report.HeatMap;
import io.affinity.simulation.UtilizationHistory;
import io.affinity.spi.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes heat maps that are narrow enough for a page: the highest value of several steps stands for them. */
final class HeatMaps {

    static final int MOST_BUCKETS = 336;

    private HeatMaps() {}

    /** {@return that of the scarcest resource of each host} */
    static HeatMap of(UtilizationHistory history) {
        return of(history, history::share);
    }

    /** {@return one for each resource, by its name} */
    static Map<String, HeatMap> byResource(UtilizationHistory history) {
        Map<String, HeatMap> maps = new LinkedHashMap<>();
        for (int r = 0; r < history.resources().size(); r++) {
            int resource = r;
            maps.put(
                    history.resources().get(r).name(),
                    of(history, (host, time) -> history.share(host, resource, time)));
        }
        return maps;
    }

    /** The share of a host at a time. */
    @FunctionalInterface
    private interface Shares {
        float share(int host, int time);
    }

    private static HeatMap of(UtilizationHistory history, Shares shares) {
        List<Instant> times = history.times();
        int width = (times.size() + MOST_BUCKETS - 1) / MOST_BUCKETS;
        List<Instant> starts = new ArrayList<>();
        for (int time = 0; time < times.size(); time += width) {
            starts.add(times.get(time));
        }
        float[][] rows = new float[history.hosts().size()][starts.size()];
        for (int host = 0; host < rows.length; host++) {
            Arrays.fill(rows[host], Float.NaN);
            for (int time = 0; time < times.size(); time++) {
                float share = shares.share(host, time);
                int bucket = time / width;
                if (!(rows[host][bucket] >= share) && !Float.isNaN(share)) {
                    rows[host][bucket] = share;
                }
            }
        }
        return HeatMap.of(history.hosts().stream().map(HostId::value).toList(), starts, rows);
    }
}
