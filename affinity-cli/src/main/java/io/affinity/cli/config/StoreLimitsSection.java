// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.sources.prometheus.settings.StoreLimits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the file says of how long a store is waited for, and how much is asked of it.
 *
 * @param waits the times that it states which hold the loop up
 */
record StoreLimitsSection(StoreLimits limits, List<Mention> waits) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    static StoreLimitsSection read(Section s) {
        StoreLimits absent = StoreLimits.DEFAULT;
        List<Mention> waits =
                Stream.of("demand", "history").filter(s::has).map(s::mention).toList();
        StoreLimits.Builder limits = absent.toBuilder()
                .query(s.duration("query", absent.query(), SHORTEST, LONGEST))
                .demand(s.duration("demand", absent.demand(), SHORTEST, LONGEST))
                .history(s.duration("history", absent.history(), SHORTEST, LONGEST))
                .retries(s.whole("retries", absent.retries(), 0, 10))
                .firstRetry(s.duration("first-retry", absent.firstRetry(), SHORTEST, LONGEST))
                .queriesAtOnce(s.whole("queries-at-once", absent.queriesAtOnce(), 1, 64))
                .pointsPerSeries(s.whole("points-per-series", absent.pointsPerSeries(), 2, 11_000))
                .pointsPerQuery(s.whole("points-per-query", absent.pointsPerQuery(), 2, Integer.MAX_VALUE))
                .responseBytes((long) s.bytes("response-size", (double) absent.responseBytes(), Range.of(1e3, 1e9)));
        s.end();
        return new StoreLimitsSection(limits.build(), waits);
    }
}
