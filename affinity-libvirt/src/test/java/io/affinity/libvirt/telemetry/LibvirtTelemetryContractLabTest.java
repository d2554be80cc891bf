// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What every source promises, kept by real hosts. */
@OnLab
class LibvirtTelemetryContractLabTest {

    private static final Lab LAB = Lab.running();

    private final List<HostConnections> opened = new ArrayList<>();

    @BeforeAll
    static void twoGuests() {
        LAB.run("guest-stop", "--all");
        LAB.run("guest", "h1", "web");
        LAB.run("guest", "h2", "db");
    }

    @AfterAll
    static void noGuests() {
        LAB.run("guest-stop", "--all");
    }

    @AfterEach
    void disconnect() {
        opened.forEach(HostConnections::close);
    }

    private LibvirtTelemetry telemetry() {
        HostConnections connections = HostConnections.to(LAB.addresses(), ConnectionLimits.DEFAULT);
        opened.add(connections);
        return LibvirtTelemetry.of(
                connections,
                LAB.addresses().stream().map(HostSettings::of).toList(),
                TelemetrySettings.DEFAULT,
                Clock.systemUTC());
    }

    @Nested
    class OfTheInventory extends InventorySourceContract {

        @Override
        protected InventorySource source() {
            return telemetry();
        }

        @Override
        protected void passTime(InventorySource source) {
            Lab.pause(Duration.ofMillis(300));
        }
    }

    @Nested
    class OfTheRules extends RuleSourceContract {

        @Override
        protected RuleSource source() {
            return telemetry();
        }

        @Override
        protected Inventory inventory(RuleSource source) {
            return ((LibvirtTelemetry) source).inventory();
        }
    }

    @Nested
    class OfTheDemand extends DemandSourceContract {

        @Override
        protected DemandSource source() {
            return telemetry();
        }

        @Override
        protected Inventory inventory(DemandSource source) {
            return ((LibvirtTelemetry) source).inventory();
        }

        @Override
        protected void passTime(DemandSource source) {
            Lab.pause(Duration.ofMillis(300));
        }
    }
}
