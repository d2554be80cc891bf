// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.stores.LibvirtExporter;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The preset against the exporter itself, whose pretended VM uses one core and moves bytes all the time. */
@WithStores
class LibvirtExporterTest {

    private static final ResourceSet RESOURCES = ResourceSet.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    private static final VmId VM = new VmId(LibvirtExporter.VM);

    private static Inventory inventory() {
        HostId host = new HostId("h1");
        return Inventory.builder(Instant.ofEpochMilli(Clock.systemUTC().millis()))
                .host(Host.of(host, ResourceVector.filled(RESOURCES, 1e12)))
                .vm(Vm.of(VM, ResourceVector.filled(RESOURCES, 0)), host)
                .build();
    }

    @Test
    void everythingThatItSaysOfAVmIsFound() {
        try (LibvirtExporter exporter = LibvirtExporter.start();
                RealStore store = RealStore.scraping(exporter.hostAndPort())) {
            PrometheusDemand demand = PrometheusDemand.of(
                    PrometheusSettings.builder(store.url(), Preset.LIBVIRT_EXPORTER)
                            .build(),
                    Clock.systemUTC());
            AtomicReference<Demand> measured = new AtomicReference<>();
            RealStore.await("there is a rate of everything", () -> {
                measured.set(demand.demand(inventory()));
                return RESOURCES.resources().stream()
                        .noneMatch(resource -> Double.isNaN(measured.get().of(VM, resource)));
            });

            assertThat(measured.get().of(VM, Resource.CPU)).isCloseTo(1, within(0.5));
            assertThat(measured.get().of(VM, Resource.MEMORY)).isEqualTo(2 * 0x1p30);
            assertThat(measured.get().of(VM, Resource.NETWORK)).isPositive();
            assertThat(measured.get().of(VM, Resource.DISK_OPERATIONS)).isPositive();
        }
    }
}
