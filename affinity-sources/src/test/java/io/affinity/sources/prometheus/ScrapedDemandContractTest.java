// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.stores.Exporter;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Prometheus that scrapes an exporter each second, whose counter grows as time goes by. */
@WithStores
class ScrapedDemandContractTest extends DemandSourceContract {

    private static final String VM = "6695eb01-f6a4-8304-79aa-97f2502e193f";
    private static final double CORES = 1.5;

    private static Exporter exporter;
    private static RealStore store;

    @BeforeAll
    static void start() {
        exporter = Exporter.of(() -> {
            double seconds = Clock.systemUTC().millis() % 1_000_000_000L / 1000.0;
            return "libvirt_domain_info_cpu_time_seconds_total{domain=\"web\",uuid=\"" + VM + "\"} " + CORES * seconds
                    + "\nlibvirt_domain_info_memory_usage_bytes{domain=\"web\",uuid=\"" + VM + "\"} 1.5e9\n";
        });
        store = RealStore.scraping(exporter.hostAndPort());
        PrometheusDemand demand = demand();
        RealStore.await("there are some samples", () -> {
            String count = store.get("/api/v1/query?query=count_over_time(libvirt_domain_info_memory_usage_bytes[1m])");
            return count.matches(".*,\"[0-9]*[4-9]\"\\].*")
                    && !Double.isNaN(demand.demand(now()).of(new VmId(VM), Resource.CPU));
        });
    }

    @AfterAll
    static void end() {
        store.close();
        exporter.close();
    }

    private static PrometheusDemand demand() {
        return PrometheusDemand.of(
                PrometheusSettings.builder(store.url(), Preset.LIBVIRT_EXPORTER)
                        .staleness(Duration.ofSeconds(30))
                        .build(),
                Clock.systemUTC());
    }

    private static Inventory now() {
        return Fleets.of(Instant.ofEpochMilli(Clock.systemUTC().millis()), Map.of(VM, "web", "other", "db"));
    }

    @Override
    protected DemandSource source() {
        return demand();
    }

    @Override
    protected Inventory inventory(DemandSource source) {
        return now();
    }

    @Test
    void measuresRatesAndValuesAndNothingOfWhatIsNotScraped() {
        Demand measured = demand().demand(now());

        assertThat(measured.of(new VmId(VM), Resource.CPU)).isCloseTo(CORES, within(0.2));
        assertThat(measured.of(new VmId(VM), Resource.MEMORY)).isEqualTo(1.5e9);
        assertThat(measured.of(new VmId(VM), Resource.NETWORK)).isNaN();
        assertThat(measured.of(new VmId("other"), Resource.CPU)).isNaN();
        assertThat(Duration.between(measured.measuredAt(), Clock.systemUTC().instant()))
                .as("measured when it was scraped")
                .isLessThan(Duration.ofSeconds(30));
    }
}
