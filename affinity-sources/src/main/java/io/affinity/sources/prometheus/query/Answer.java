// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server said. Immutable.
 *
 * @param series each with other labels
 * @param serverTime what its clock showed; null if it did not say
 */
public record Answer(List<Series> series, @Nullable Instant serverTime) {

    public Answer {
        series = List.copyOf(series);
    }
}
