// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.migration.LibvirtMigrator;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.telemetry.LibvirtTelemetry;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hosts that run libvirt: what is seen of them, and migrations between them, over one connection to each.
 *
 * <pre>{@code
 * try (Libvirt libvirt = Libvirt.connect(List.of(
 *         HostSettings.of(new HostAddress(new HostId("a"), "qemu+ssh://root@a/system?no_tty=1")),
 *         HostSettings.of(new HostAddress(new HostId("b"), "qemu+ssh://root@b/system?no_tty=1"))))) {
 *     Rebalancer rebalancer = Rebalancer.builder()
 *             .telemetry(libvirt.telemetry())
 *             .migrator(libvirt.migrator())
 *             ...
 * }
 * }</pre>
 *
 * <p>A host that does not answer is {@link io.affinity.spi.model.HostState#UNAVAILABLE} with the VMs it had, whose demand is NaN.
 * Rates need two observations: the first one of a VM has NaN for CPU, network and disk. Without the C library of libvirt an
 * observation fails with {@link io.affinity.libvirt.access.LibraryUnavailableException}.
 *
 * <p>Inventory, rules and demand are asked for by one thread at a time; everything else is thread-safe.
 */
public final class Libvirt implements AutoCloseable {

    private final HostConnections connections;
    private final LibvirtTelemetry hosts;
    private final Migrator migrator;

    private Libvirt(HostConnections connections, LibvirtTelemetry hosts, Migrator migrator) {
        this.connections = connections;
        this.hosts = hosts;
        this.migrator = migrator;
    }

    /**
     * {@return these hosts with {@link LibvirtSettings#DEFAULT} and the system's UTC clock}
     *
     * @throws IllegalArgumentException as {@link #connect(List, LibvirtSettings, Clock)}
     */
    public static Libvirt connect(List<HostSettings> hosts) {
        return connect(hosts, LibvirtSettings.DEFAULT, Clock.systemUTC());
    }

    /**
     * {@return these hosts; each connection is opened when it is first needed}
     *
     * @param hosts at least one; in the order in which the fleet lists them
     * @param clock that says when an observation was made
     * @throws IllegalArgumentException if there is no host or one is given twice, or if the capacity of a resource that libvirt
     *     does not report is stated for some hosts only
     */
    public static Libvirt connect(List<HostSettings> hosts, LibvirtSettings settings, Clock clock) {
        HostConnections connections =
                HostConnections.to(hosts.stream().map(HostSettings::address).toList(), settings.connection());
        LibvirtTelemetry telemetry = LibvirtTelemetry.of(connections, hosts, settings.telemetry(), clock);
        Migrator migrator =
                new LibvirtMigrator(connections, telemetry.descriptions(), migrationUris(hosts), settings.migrator());
        return new Libvirt(connections, telemetry, migrator);
    }

    private static Map<HostId, String> migrationUris(List<HostSettings> hosts) {
        Map<HostId, String> uris = new LinkedHashMap<>();
        for (HostSettings host : hosts) {
            String uri = host.migrationUri();
            if (uri != null) {
                uris.put(host.host(), uri);
            }
        }
        return uris;
    }

    /** {@return all that is seen: inventory, rules and demand} */
    public Telemetry telemetry() {
        return Telemetry.of(hosts);
    }

    /** {@return what there is: hosts and VMs} */
    public InventorySource inventory() {
        return hosts;
    }

    /** {@return the rules that VMs are labeled with, and those that follow from what VMs and hosts are} */
    public RuleSource rules() {
        return hosts;
    }

    /** {@return what VMs demand, as their hosts count it} */
    public DemandSource demand() {
        return hosts;
    }

    /** {@return what carries migrations out; must not be used after {@link #close}} */
    public Migrator migrator() {
        return migrator;
    }

    /**
     * Starts to measure how fast a VM writes memory. Once the time is over, the next observation has the figure as
     * {@link io.affinity.spi.model.Vm#dirtyBytesPerSecond}. Costs the guest a little speed while it is measured. Returns at once.
     *
     * @param measured whole seconds, 1 to 60
     * @return completes when the host has begun, exceptionally with a {@link io.affinity.libvirt.access.LibvirtAccessException} if
     *     it does not
     * @throws IllegalArgumentException if the VM was not seen in the last observation
     */
    public CompletableFuture<Boolean> measureDirtyRate(VmId vm, Duration measured) {
        return hosts.measureDirtyRate(vm, measured);
    }

    /** Closes the connections; waits for no host. Migrations should be over by then. */
    @Override
    public void close() {
        connections.close();
    }
}
