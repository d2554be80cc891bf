package io.affinity.cli.simulation;

import io.affinity.cli.report.HeatMap;
import io.affinity.simulation.UtilizationHistory;
import io.affinity.spi.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes heat maps that are narrow enough for a page: the highest value of several steps stands for them. */
final class HeatMaps {

    static final int MOST_BUCKETS = 336;

    private HeatMaps() {}

    static HeatMap of(UtilizationHistory history) {
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
                float share = history.share(host, time);
                int bucket = time / width;
                if (!(rows[host][bucket] >= share) && !Float.isNaN(share)) {
                    rows[host][bucket] = share;
                }
            }
        }
        return HeatMap.of(history.hosts().stream().map(HostId::value).toList(), starts, rows);
    }
}
