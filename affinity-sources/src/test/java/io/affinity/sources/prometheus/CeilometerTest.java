// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
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
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The preset on series with the labels that the gateway of Ceilometer gives them, in real stores. */
@WithStores
class CeilometerTest {

    private static final VmId SERVER = new VmId("d8bd99b4-6fdb-4bd3-b1a4-6fdd10d2b2c8");
    private static final VmId OTHER = new VmId("0f0f0f0f-6fdb-4bd3-b1a4-6fdd10d2b2c8");
    private static final ResourceSet RESOURCES = ResourceSet.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int MINUTES = 60;

    private static Map<String, String> labels(String resource, String name, String meter, String unit) {
        String[] parts = meter.split("\\.");
        Map<String, String> labels = SampleText.labels(
                "publisher",
                "compute-0.example.com",
                "type",
                parts.length > 1 ? parts[1] : parts[0],
                "counter",
                meter,
                "project",
                "e56191ef77744c599dbcecae6af176bb",
                "unit",
                unit,
                "resource",
                resource,
                "vm_instance",
                "compute-0",
                "resource_name",
                name);
        labels.put(parts[0], parts.length > 2 ? parts[2] : resource);
        return labels;
    }

    private static SampleText samples() {
        SampleText text = new SampleText();
        String id = SERVER.value();
        for (int minute = 0; minute < MINUTES; minute++) {
            long at = START.toEpochMilli() + minute * 60_000L + 7_000;
            text.add("ceilometer_cpu", labels(id, "web:instance-1", "cpu", "ns"), at, 1e15 + minute * 60e9 * 1.5);
            text.add("ceilometer_cpu", labels(OTHER.value(), "db:instance-2", "cpu", "ns"), at, minute * 60e9);
            text.add("ceilometer_memory_usage", labels(id, "web:instance-1", "memory.usage", "MB"), at, 700);
            for (String disk : List.of("vda", "vdb")) {
                add(text, id + "-" + disk, "web:" + disk, "disk.device.read.bytes", "B", at, minute * 60e3);
                add(text, id + "-" + disk, "web:" + disk, "disk.device.write.bytes", "B", at, minute * 60e3);
                add(text, id + "-" + disk, "web:" + disk, "disk.device.read.requests", "request", at, minute * 60);
                add(text, id + "-" + disk, "web:" + disk, "disk.device.write.requests", "request", at, minute * 60);
            }
            String tap = "instance-00000001-" + id + "-tap1f2e3d4c-aa";
            add(text, tap, "web:tap1f2e3d4c-aa", "network.incoming.bytes", "B", at, minute * 60e4);
            add(text, tap, "web:tap1f2e3d4c-aa", "network.outgoing.bytes", "B", at, minute * 60e4);
        }
        return text;
    }

    private static void add(
            SampleText text, String resource, String name, String meter, String unit, long at, double value) {
        text.add("ceilometer_" + meter.replace('.', '_'), labels(resource, name, meter, unit), at, value);
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatItSaysOfAServerIsFound(Kind kind) {
        try (RealStore store = RealStore.with(kind, samples())) {
            PrometheusDemand demand = PrometheusDemand.of(
                    PrometheusSettings.builder(store.url(), Preset.CEILOMETER).build(),
                    Clock.fixed(START.plus(Duration.ofMinutes(MINUTES)), ZoneOffset.UTC));
            demand.know(Fleets.of(START, Map.of(SERVER.value(), "web", OTHER.value(), "db")));
            PastDemand past = demand.history(
                    new HistoryRequest(List.of(SERVER, OTHER), RESOURCES, START.plus(Duration.ofMinutes(20)), STEP, 4));

            assertThat(past.series(SERVER, Resource.CPU).value(2)).isCloseTo(1.5, within(1e-6));
            assertThat(past.series(OTHER, Resource.CPU).value(2)).isCloseTo(1, within(1e-6));
            assertThat(past.series(SERVER, Resource.MEMORY).value(2)).isEqualTo(700 * 0x1p20);
            assertThat(past.series(OTHER, Resource.MEMORY).present()).isZero();
            assertThat(past.series(SERVER, Resource.NETWORK).value(2)).isCloseTo(2e4, within(1e-3));
            assertThat(past.series(SERVER, Resource.DISK_THROUGHPUT).value(2)).isCloseTo(4e3, within(1e-3));
            assertThat(past.series(SERVER, Resource.DISK_OPERATIONS).value(2)).isCloseTo(4, within(1e-6));
        }
    }
}
