// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A VictoriaMetrics into which the last hours were imported. */
@WithStores
class ImportedDemandContractTest extends DemandSourceContract {

    private static final String VM = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static RealStore store;

    @BeforeAll
    static void start() {
        SampleText text = new SampleText();
        long now = Clock.systemUTC().millis();
        for (int i = 3 * 240; i > 0; i--) {
            text.add(
                    "libvirt_domain_info_cpu_time_seconds_total",
                    SampleText.labels("uuid", VM),
                    now - i * 15_000L,
                    10_000 - i * 15 * 0.25);
        }
        store = RealStore.with(RealStore.Kind.VICTORIA_METRICS, text);
    }

    @AfterAll
    static void end() {
        store.close();
    }

    @Override
    protected DemandSource source() {
        return PrometheusDemand.of(
                PrometheusSettings.builder(store.url(), Preset.LIBVIRT_EXPORTER).build(), Clock.systemUTC());
    }

    @Override
    protected Inventory inventory(DemandSource source) {
        return Fleets.of(Instant.ofEpochMilli(Clock.systemUTC().millis()), Map.of(VM, "web", "other", "db"));
    }
}
