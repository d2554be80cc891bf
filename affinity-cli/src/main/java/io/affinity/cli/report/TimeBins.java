// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Equal bins over the time a report covers, on round clock times, for counting migrations.
 *
 * @param start start of the first bin, in seconds since the epoch
 * @param width width of each bin, in seconds
 * @param count number of bins, at least one
 */
record TimeBins(long start, long width, int count) {
    private static final int MOST = 120;
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    static TimeBins covering(List<PolicyResults> policies) {
        Instant from = policies.get(0).heatMap().start();
        Instant to = policies.get(0).heatMap().end();
        for (PolicyResults policy : policies) {
            for (MigrationRow migration : policy.migrations()) {
                from = migration.start().isBefore(from) ? migration.start() : from;
                Instant end = migration.start().plus(migration.elapsed());
                to = end.isAfter(to) ? end : to;
            }
        }
        long width = width(Duration.between(from, to).toSeconds());
        long start = Math.floorDiv(from.getEpochSecond(), width) * width;
        return new TimeBins(start, width, (int) ((to.getEpochSecond() - start) / width) + 1);
    }

    private static long width(long span) {
        for (Duration width : WIDTHS) {
            if (span / width.toSeconds() < MOST) {
                return width.toSeconds();
            }
        }
        long day = Duration.ofDays(1).toSeconds();
        return (span / (day * MOST) + 1) * day;
    }

    int binOf(Instant time) {
        return (int) ((time.getEpochSecond() - start) / width);
    }
}
