// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hosts a report has room for: those with the most demand beyond capacity, then the highest peak, over all
 * policies, so that every policy shows the same rows.
 */
final class ShownHosts {
    private static final int MOST_CELLS = 150_000;
    private static final int FEWEST_HOSTS = 10;

    private ShownHosts() {}

    /** {@return indexes of the hosts to show, ascending} */
    static List<Integer> of(List<PolicyResults> policies) {
        HeatMap first = policies.get(0).heatMap();
        int hosts = first.hosts().size();
        int room = Math.max(FEWEST_HOSTS, MOST_CELLS / first.bucketStarts().size() / policies.size());
        if (hosts <= room) {
            return IntStream.range(0, hosts).boxed().toList();
        }
        double[] excess = new double[hosts];
        double[] peak = new double[hosts];
        for (PolicyResults policy : policies) {
            for (int host = 0; host < hosts; host++) {
                measure(policy.heatMap(), host, excess, peak);
            }
        }
        return IntStream.range(0, hosts)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(host -> -excess[host])
                        .thenComparingDouble(host -> -peak[host]))
                .limit(room)
                .sorted()
                .toList();
    }

    private static void measure(HeatMap map, int host, double[] excess, double[] peak) {
        for (int bucket = 0; bucket < map.bucketStarts().size(); bucket++) {
            float utilization = map.utilization(host, bucket);
            if (!Float.isNaN(utilization)) {
                excess[host] += Math.max(0, utilization - 1);
                peak[host] = Math.max(peak[host], utilization);
            }
        }
    }
}
