package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.connection.ConnectionLimits;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.lab.Lab;
import io.affinity.spi.contract.TelemetrySourceContract;
import io.affinity.spi.telemetry.TelemetrySource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** What every source promises, kept by real hosts. */
@Tag("lab")
class LibvirtTelemetryContractLabTest extends TelemetrySourceContract {

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

    @Override
    protected TelemetrySource source() {
        HostConnections connections = HostConnections.to(LAB.addresses(), ConnectionLimits.DEFAULT);
        opened.add(connections);
        return LibvirtTelemetry.of(
                connections,
                LAB.addresses().stream().map(HostSettings::of).toList(),
                TelemetrySettings.DEFAULT,
                Clock.systemUTC());
    }

    @Override
    protected void passTime(TelemetrySource source) {
        Lab.pause(Duration.ofMillis(300));
    }
}
