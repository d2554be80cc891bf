// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.Comparator;
import java.util.List;

/** Finds the step of rows that do not say it. */
final class RowStep {

    /** Where rows say nothing: those of one time. */
    private static final long FALLBACK_MILLIS = 300_000;

    private static final long SHORTEST_MILLIS = 980;

    /** What people choose, in seconds. */
    private static final long[] USUAL_SECONDS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400
    };

    private static final double NEAR = 0.02;

    private RowStep() {}

    /** The usual distance of the rows of one series, and how many distances that is of. */
    private record Distance(long millis, int count) {}

    /**
     * {@return the step in milliseconds: the distance at which rows usually follow each other, which is rounded to what people
     * choose if that is within 2 %, and otherwise to whole seconds; 5 minutes if no series has two rows; 0 if it is below a
     * second; -1 if less than half of the rows follow at about it}
     *
     * @param series settled
     */
    static long of(List<StampedValues> series) {
        List<Distance> distances = series.stream()
                .filter(one -> one.size() > 1)
                .map(one -> new Distance(one.usualDistance(), one.size() - 1))
                .sorted(Comparator.comparingLong(Distance::millis))
                .toList();
        if (distances.isEmpty()) {
            return FALLBACK_MILLIS;
        }
        long all = distances.stream().mapToLong(Distance::count).sum();
        long seen = 0;
        int at = 0;
        while (2 * (seen + distances.get(at).count()) < all) {
            seen += distances.get(at++).count();
        }
        long usual = distances.get(at).millis();
        if (usual < SHORTEST_MILLIS) {
            return 0;
        }
        long step = rounded(usual);
        long regular = series.stream().mapToLong(one -> one.regular(step)).sum();
        return 2 * regular >= all ? step : -1;
    }

    private static long rounded(long millis) {
        for (long seconds : USUAL_SECONDS) {
            if (Math.abs(millis - 1000 * seconds) <= NEAR * 1000 * seconds) {
                return 1000 * seconds;
            }
        }
        return Math.max(1, Math.round(millis / 1000.0)) * 1000;
    }
}
