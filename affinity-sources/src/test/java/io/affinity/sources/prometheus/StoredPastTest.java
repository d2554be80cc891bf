// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.RealStore.Kind;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The past, read from both stores, which hold the same samples: 30 hours, one each minute at 7 seconds past. */
@WithStores
class StoredPastTest {

    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final int MINUTES = 30 * 60;
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Clock CLOCK = Clock.fixed(START.plus(Duration.ofDays(40)), ZoneOffset.UTC);

    private static final VmId A = new VmId("6695eb01-f6a4-8304-79aa-97f2502e193f");
    private static final VmId B = new VmId("0b5a8a2e-1111-4222-8333-444455556666");

    /** A is restarted in this minute, between two places of the grid, and has soon counted more than before. */
    private static final int RESTART = 302;

    private static final int FIRST_MISSED = 601;
    private static final int LAST_MISSED = 619;

    private static final Map<Kind, RealStore> STORES = new EnumMap<>(Kind.class);

    @BeforeAll
    static void startStores() {
        SampleText samples = samples();
        for (Kind kind : Kind.values()) {
            STORES.put(kind, RealStore.with(kind, samples));
        }
    }

    @AfterAll
    static void endStores() {
        STORES.values().forEach(RealStore::close);
    }

    private static SampleText samples() {
        SampleText text = new SampleText();
        double a = 1000;
        for (int minute = 0; minute < MINUTES; minute++) {
            long at = START.toEpochMilli() + minute * 60_000L + 7_000;
            a = minute == RESTART ? 0 : a + 60 * cores(minute);
            boolean isMissed = minute >= FIRST_MISSED && minute <= LAST_MISSED;
            if (!isMissed) {
                text.add("libvirt_domain_info_cpu_time_seconds_total", uuid(A), at, a);
                text.add("libvirt_domain_info_memory_usage_bytes", uuid(A), at, 1e9 + minute);
            }
            text.add("libvirt_domain_info_cpu_time_seconds_total", uuid(B), at, 500.25 + 30 * minute);
            for (String device : List.of("vnet0", "vnet1")) {
                Map<String, String> labels = uuid(B);
                labels.put("target_device", device);
                text.add("libvirt_domain_interface_stats_receive_bytes_total", labels, at, 6e3 * minute);
                text.add("libvirt_domain_interface_stats_transmit_bytes_total", labels, at, 12e3 * minute);
            }
            for (String replica : List.of("one", "two")) {
                text.add("doubled_total", SampleText.labels("uuid", B.value(), "replica", replica), at, minute);
            }
            text.add("guest_cpu_total", SampleText.labels("instance", "web-1.example:9100"), at, 60.0 * minute);
            text.add("signed", uuid(B), at, minute % 2 == 0 ? -1 : 5);
        }
        return text;
    }

    /** Soon far more than it had counted before the restart. */
    private static double cores(int minute) {
        return minute < RESTART ? 0.05 + minute % 7 * 0.01 : 20;
    }

    private static Map<String, String> uuid(VmId vm) {
        return SampleText.labels("domain", "d", "uuid", vm.value());
    }

    private static PrometheusSettings.Builder settings(Kind kind) {
        return PrometheusSettings.builder(STORES.get(kind).url(), Preset.LIBVIRT_EXPORTER);
    }

    private static PastDemand past(PrometheusSettings.Builder settings, Instant start, Duration step, int length) {
        return PrometheusDemand.of(settings.build(), CLOCK)
                .history(new HistoryRequest(List.of(A, B), Fleets.RESOURCES, start, step, length));
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    @ParameterizedTest
    @EnumSource
    void whoHasSeriesIsFoundByLabels(Kind kind) {
        PrometheusDemand store = PrometheusDemand.of(settings(kind).build(), CLOCK);
        Instant end = START.plus(Duration.ofHours(30));

        assertThat(store.vms(Resource.CPU, START, end)).containsExactly(B, A);
        assertThat(store.vms(Resource.NETWORK, START, end)).containsExactly(B);
        assertThat(store.vms(new Resource("gpu", "1"), START, end)).isEmpty();
        assertThat(store.vms(Resource.CPU, end.plus(Duration.ofDays(1)), end.plus(Duration.ofDays(2))))
                .isEmpty();
        PrometheusDemand byName = PrometheusDemand.of(
                PrometheusSettings.builder(STORES.get(kind).url(), new VmLabel(List.of("instance"), "([^.]+)\\..*"))
                        .measure(Resource.CPU, new Measure.Gauge("guest_cpu_total{$vms} * 2", Set.of(), 1))
                        .build(),
                CLOCK);
        assertThat(byName.vms(Resource.CPU, START, end)).containsExactly(new VmId("web-1"));
    }

    @ParameterizedTest
    @EnumSource
    void ratesAreWhatACounterGrewByBetweenTheSamplesBeforeTwoPlaces(Kind kind) {
        TimeSeries cpu = past(settings(kind), minute(60), STEP, 24).series(A, Resource.CPU);

        for (int i = 0; i < cpu.length(); i++) {
            double sum = 0;
            for (int minute = 60 + 5 * i - 5; minute < 60 + 5 * i; minute++) {
                sum += cores(minute);
            }
            assertThat(cpu.value(i)).isCloseTo(sum / 5, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGridMayBeginAtAnyMillisecond(Kind kind) {
        Instant start = minute(60).plusMillis(7_123);
        TimeSeries cpu =
                past(settings(kind), start, Duration.ofSeconds(137), 100).series(B, Resource.CPU);

        assertThat(cpu.start()).isEqualTo(start);
        for (int i = 0; i < cpu.length(); i++) {
            assertThat(cpu.value(i)).isCloseTo(0.5, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartLeavesItsIntervalUnknownThoughTheCounterIsHigherThanBefore(Kind kind) {
        TimeSeries cpu = past(settings(kind), minute(290), STEP, 10).series(A, Resource.CPU);

        // Places at minutes 290, 295, ...: the restart is between 300 and 305.
        assertThat(cpu.value(2)).isCloseTo(0.05, within(0.06));
        assertThat(cpu.value(3)).isNaN();
        assertThat(cpu.value(5)).isCloseTo(20, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedIsUnknownAndThenTheMeanSinceTheLastSample(Kind kind) {
        PastDemand past = past(settings(kind), minute(590), STEP, 10);
        TimeSeries cpu = past.series(A, Resource.CPU);
        TimeSeries memory = past.series(A, Resource.MEMORY);

        // The last sample before the gap is of 600:07, the next one of 620:07.
        assertThat(cpu.value(3)).as("605, by the sample of 600:07").isCloseTo(20, within(1e-9));
        assertThat(cpu.value(4)).as("610").isNaN();
        assertThat(cpu.value(5)).as("615").isNaN();
        assertThat(cpu.value(6)).as("620").isNaN();
        assertThat(cpu.value(7)).as("625").isCloseTo(20, within(1e-9));
        assertThat(memory.value(3)).isEqualTo(1e9 + 600);
        assertThat(memory.value(4)).isNaN();
        assertThat(memory.value(6)).isNaN();
        assertThat(memory.value(7)).isEqualTo(1e9 + 624);
    }

    @ParameterizedTest
    @EnumSource
    void devicesAndDirectionsAreAddedUp(Kind kind) {
        TimeSeries network = past(settings(kind), minute(60), STEP, 12).series(B, Resource.NETWORK);

        assertThat(network.present()).isEqualTo(12);
        assertThat(network.value(5)).isCloseTo(2 * (100 + 200), within(1e-6));
        assertThat(past(settings(kind), minute(60), STEP, 12)
                        .series(A, Resource.NETWORK)
                        .present())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void moreThanAServerAnswersAtOnceIsAskedForInChunks(Kind kind) {
        TimeSeries cpu =
                past(settings(kind), minute(10), Duration.ofSeconds(8), 13_000).series(B, Resource.CPU);

        double sum = 0;
        for (double value : cpu.values()) {
            sum += Double.isNaN(value) ? 0 : value;
        }
        assertThat(cpu.present())
                .as("one for each sample, as none counts twice")
                .isBetween(1_730, 1_735);
        assertThat(sum / cpu.present()).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooLongForOneAnswerIsAskedForInParts(Kind kind) {
        PrometheusSettings.Builder narrow =
                settings(kind).limits(StoreLimits.builder().responseBytes(3_000).build());

        assertThat(past(narrow, minute(60), STEP, 200).series(A, Resource.CPU))
                .isEqualTo(past(settings(kind), minute(60), STEP, 200).series(A, Resource.CPU));
    }

    @ParameterizedTest
    @EnumSource
    void twoSeriesOfTheSameThingAreUnknownAndOneChosenByAMatcherIsNot(Kind kind) {
        Measure.Counter both = new Measure.Counter(List.of("doubled_total"), Set.of(), 1);
        Measure.Counter one = new Measure.Counter(List.of("doubled_total{replica=\"one\"}"), Set.of(), 60);

        assertThat(past(settings(kind).measure(Resource.CPU, both), minute(60), STEP, 12)
                        .series(B, Resource.CPU)
                        .present())
                .isZero();
        assertThat(past(settings(kind).measure(Resource.CPU, one), minute(60), STEP, 12)
                        .series(B, Resource.CPU)
                        .value(3))
                .isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void negativeValuesAreUnknown(Kind kind) {
        Measure.Gauge signed = new Measure.Gauge("signed", Set.of(), 1);
        TimeSeries cpu = past(settings(kind).measure(Resource.CPU, signed), minute(61), Duration.ofMinutes(1), 4)
                .series(B, Resource.CPU);

        assertThat(cpu.values()).containsExactly(Double.NaN, 5, Double.NaN, 5);
    }

    @ParameterizedTest
    @EnumSource
    void namesAreFoundByAPatternForVmsThatAnInventoryHas(Kind kind) {
        VmLabel host = new VmLabel(List.of("instance"), "([^.]+)\\..*");
        PrometheusSettings settings = PrometheusSettings.builder(
                        STORES.get(kind).url(), host)
                .measure(Resource.CPU, new Measure.Counter(List.of("guest_cpu_total"), Set.of(), 1))
                .build();
        PrometheusDemand demand = PrometheusDemand.of(settings, CLOCK);
        HistoryRequest request = new HistoryRequest(List.of(A, B), ResourceSet.of(Resource.CPU), minute(60), STEP, 12);

        assertThat(demand.history(request).series(A, Resource.CPU).present()).isZero();
        demand.know(Fleets.of(START, Map.of(A.value(), "web-1", B.value(), "db")));
        assertThat(demand.history(request).series(A, Resource.CPU).value(4)).isCloseTo(1, within(1e-9));
        assertThat(demand.history(request).series(B, Resource.CPU).present()).isZero();
        demand.know(Fleets.of(START, Map.of(A.value(), "web-1", B.value(), "web-1")));
        assertThat(demand.history(request).series(A, Resource.CPU).present())
                .as("a name that two VMs have")
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anExpressionOfTheOperatorIsTakenAsItIs(Kind kind) {
        Measure.Gauge expression = new Measure.Gauge(
                "sum by (uuid) (rate(libvirt_domain_info_cpu_time_seconds_total{$vms}[10m]))", Set.of(), 1);
        Measure.Gauge ofAll =
                new Measure.Gauge("sum by (uuid) (rate(libvirt_domain_info_cpu_time_seconds_total[10m]))", Set.of(), 1);

        for (Measure.Gauge each : List.of(expression, ofAll)) {
            assertThat(past(settings(kind).measure(Resource.CPU, each), minute(60), STEP, 12)
                            .series(B, Resource.CPU)
                            .value(7))
                    .isCloseTo(0.5, within(0.01));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsKnownBeforeTheFirstSampleAndAfterTheLast(Kind kind) {
        TimeSeries cpu = past(settings(kind), minute(MINUTES - 5), STEP, 5).series(B, Resource.CPU);

        assertThat(cpu.value(1)).isCloseTo(0.5, within(1e-9));
        assertThat(cpu.value(3)).isNaN();
        assertThat(cpu.value(4)).isNaN();
        assertThat(past(settings(kind), minute(-60), STEP, 12)
                        .series(B, Resource.CPU)
                        .present())
                .isZero();
    }
}
