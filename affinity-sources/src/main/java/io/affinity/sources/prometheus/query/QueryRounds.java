// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.spi.inventory.TelemetryException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Asks many queries of one server, within its limits. Belongs to one thread, which it blocks for no longer than it is allowed. */
public final class QueryRounds {

    private final StoreClient client;
    private final StoreLimits limits;
    private final LongSupplier nanoTime;

    /** @param nanoTime measures intervals, as {@link System#nanoTime} does */
    public QueryRounds(StoreAccess access, StoreLimits limits, LongSupplier nanoTime) {
        this.client = new StoreClient(access, limits);
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Asks all of these, and has each take its answer.
     *
     * @param time after which it is given up
     * @throws TelemetryException if one of them is not answered
     */
    public void ask(List<? extends QueryPart> parts, Duration time) {
        try (QueryRound round = new QueryRound(client, limits, nanoTime, time)) {
            round.run(parts);
        }
    }
}
