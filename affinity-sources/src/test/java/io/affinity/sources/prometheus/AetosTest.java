// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.activity.Samples;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials.KeystoneToken;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.StoreQuery;
import io.affinity.sources.prometheus.settings.TokenSource;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.sources.stores.AetosFront;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.RealStore.Kind;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a Prometheus says by way of Aetos is what it says itself: counters that begin anew, gaps and gauges included. */
@WithStores
class AetosTest {

    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int MINUTES = 8 * 60;
    private static final Clock CLOCK = Clock.fixed(START.plus(Duration.ofMinutes(MINUTES)), ZoneOffset.UTC);
    private static final VmId A = new VmId("a");
    private static final VmId B = new VmId("b");

    private static final TokenSource GOOD = new TokenSource() {
        @Override
        public String token() {
            return "good";
        }

        @Override
        public void refused(String token) {}
    };

    private static RealStore prometheus;
    private static AetosFront aetos;

    @BeforeAll
    static void start() {
        SampleText text = new SampleText();
        for (int minute = 0; minute < MINUTES; minute++) {
            long at = START.toEpochMilli() + minute * 60_000L + 7_000;
            if (minute < 100 || minute > 130) {
                text.add(
                        "cpu_total",
                        SampleText.labels("vm", "a"),
                        at,
                        60.0 * (minute < 200 ? 1000 + minute : minute - 200));
            }
            text.add("cpu_total", SampleText.labels("vm", "b"), at, 30.0 * minute + minute % 7);
            text.add("memory", SampleText.labels("vm", "b"), at, 1e9 + minute);
        }
        prometheus = RealStore.with(Kind.PROMETHEUS, text);
        aetos = AetosFront.before(prometheus.url(), "good"::equals);
    }

    @AfterAll
    static void end() {
        aetos.close();
        prometheus.close();
    }

    private static StoreAccess behindAetos() {
        return StoreAccess.of(aetos.url()).withApi(StoreApi.AETOS).withCredentials(new KeystoneToken(GOOD));
    }

    private static PrometheusDemand demand(StoreAccess access, StoreLimits limits) {
        return PrometheusDemand.of(
                PrometheusSettings.builder(access.url(), VmLabel.of("vm"))
                        .measure(Resource.CPU, new Measure.Counter(List.of("cpu_total"), Set.of(), 1))
                        .measure(Resource.MEMORY, new Measure.Gauge("sum by (vm) (memory{$vms}) * 2", Set.of(), 1))
                        .access(access)
                        .limits(limits)
                        .build(),
                CLOCK);
    }

    private static PastDemand past(StoreAccess access, StoreLimits limits) {
        return demand(access, limits)
                .history(new HistoryRequest(
                        List.of(A, B), ResourceSet.of(Resource.CPU, Resource.MEMORY), START.minus(STEP), STEP, 97));
    }

    private static double[] values(PastDemand past, VmId vm, Resource resource) {
        double[] values = new double[97];
        for (int i = 0; i < values.length; i++) {
            values[i] = past.series(vm, resource).value(i);
        }
        return values;
    }

    @Test
    void thePastIsTheSameToTheLastBit() {
        PastDemand itself = past(StoreAccess.of(prometheus.url()), StoreLimits.DEFAULT);
        for (int points : new int[] {2, 7, 10_000}) {
            StoreLimits chunks = StoreLimits.builder()
                    .pointsPerSeries(points)
                    .pointsPerQuery(Math.max(points, 14))
                    .build();
            PastDemand byAetos = past(behindAetos(), chunks);

            for (VmId vm : List.of(A, B)) {
                for (Resource resource : List.of(Resource.CPU, Resource.MEMORY)) {
                    assertThat(values(byAetos, vm, resource))
                            .as("%s of %s by %d", resource, vm, points)
                            .containsExactly(values(itself, vm, resource));
                }
            }
            assertThat(byAetos.series(A, Resource.CPU).present()).isBetween(60, 95);
            assertThat(byAetos.series(B, Resource.MEMORY).present()).isGreaterThan(90);
        }
    }

    @Test
    void soIsWhoIsThere() {
        assertThat(demand(behindAetos(), StoreLimits.DEFAULT).vms(Resource.CPU, START.plusSeconds(17), CLOCK.instant()))
                .containsExactly(A, B);
    }

    @Test
    void soIsWhatGoesOnOutside() {
        String expression = "sum(rate(cpu_total[5m]))";
        Samples itself = StoreActivity.of(
                        new StoreQuery(StoreAccess.of(prometheus.url()), expression, StoreLimits.DEFAULT),
                        STEP,
                        Duration.ofHours(2),
                        CLOCK)
                .read();
        Samples byAetos = StoreActivity.of(
                        new StoreQuery(behindAetos(), expression, StoreLimits.DEFAULT),
                        STEP,
                        Duration.ofHours(2),
                        CLOCK)
                .read();

        assertThat(byAetos.means(START.plus(Duration.ofHours(7)), STEP, 12))
                .containsExactly(itself.means(START.plus(Duration.ofHours(7)), STEP, 12));
        assertThat(byAetos.size()).isEqualTo(24);
    }

    /** Otherwise the front would prove nothing. */
    @Test
    void thePrometheusApiIsNotUnderstood() {
        StoreAccess all = StoreAccess.of(aetos.url()).withCredentials(new KeystoneToken(GOOD));

        assertThatThrownBy(() -> past(all, StoreLimits.DEFAULT)).hasMessageContaining("status 404");
    }

    @Test
    void whatPrometheusSaysOfAQueryIsHandedOn() {
        StoreQuery wrong = new StoreQuery(behindAetos(), "sum(", StoreLimits.DEFAULT);

        assertThatThrownBy(() -> StoreActivity.of(wrong, STEP, Duration.ofHours(1), CLOCK)
                        .read())
                .hasMessageContaining("status 400: [400] invalid parameter");
    }
}
