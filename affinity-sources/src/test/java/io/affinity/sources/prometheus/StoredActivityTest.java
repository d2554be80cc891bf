// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.activity.Samples;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.StoreQuery;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.RealStore.Kind;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sign-ins of two sites, counted by both stores, as the rate of all of them. */
@WithStores
class StoredActivityTest {

    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource
    void bothStoresGiveTheSumOfRates(Kind kind) throws IOException {
        SampleText text = new SampleText();
        for (int minute = 0; minute <= 120; minute++) {
            long millis = START.plusSeconds(60L * minute).toEpochMilli();
            text.add("logins_total", SampleText.labels("site", "a"), millis, 30.0 * minute);
            text.add("logins_total", SampleText.labels("site", "b"), millis, 90.0 * minute);
        }
        Clock clock = Clock.fixed(START.plus(Duration.ofHours(2)), ZoneOffset.UTC);
        try (RealStore store = RealStore.with(kind, text)) {
            StoreQuery query =
                    new StoreQuery(StoreAccess.of(store.url()), "sum(rate(logins_total[5m]))", StoreLimits.DEFAULT);
            Samples samples =
                    StoreActivity.of(query, STEP, Duration.ofHours(1), clock).read();

            assertThat(samples.size()).isEqualTo(12);
            for (double value : samples.means(START.plus(Duration.ofMinutes(65)), STEP, 12)) {
                assertThat(value).isCloseTo(2, within(0.1));
            }
        }
    }
}
