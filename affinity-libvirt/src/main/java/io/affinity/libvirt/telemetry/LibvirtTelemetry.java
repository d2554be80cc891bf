// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.libvirt.telemetry.InventoryAssembly.Assembled;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry of hosts that run libvirt: inventory, rules and demand. All hosts are asked at the same time, each with one bulk call,
 * which normally takes milliseconds. A host that falls silent holds up one observation, by three seconds (or twice as long as its
 * last answer took), and from then on none until it answers again; reading the descriptions of many new VMs may take as long as the
 * limit of a call.
 *
 * <p>Hosts are asked once for each inventory: the rules and the demand of an inventory that this object made are of the same answers.
 * Asked for those of another inventory, whose VMs go by the UUIDs of their domains, it asks its hosts once for that.
 *
 * <p>Rates need two readings: the first observation of a VM, and the first one after it was started, restarted or migrated, has
 * NaN for CPU, network and disk. Demand for CPU and memory is what {@link TelemetrySettings} says.
 *
 * <p>A host that does not answer is {@link io.affinity.spi.model.HostState#UNAVAILABLE} with the VMs it had, whose demand is NaN;
 * of one that never answered no capacity is known but what is stated. A VM that two hosts know counts where it runs; if both claim
 * to run it, it is kept where it was, with a demand of NaN, and held.
 *
 * <p>The id of a VM is the UUID of its domain, its name that of the domain. Domains that do not run are
 * {@link Inventory#dormant() dormant}.
 *
 * <p>Remembers nothing before its first observation. What the interfaces of the SPI ask is asked by one thread at a time; the other
 * methods are thread-safe. Connections belong to the caller.
 */
public final class LibvirtTelemetry implements InventorySource, RuleSource, DemandSource {

    /** For which a host that has answered before is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HostConnections connections;
    private final Clock clock;
    private final Descriptions descriptions;
    private final HostReadings readings;
    private final UnreadDescriptions unread;
    private final InventoryAssembly assembly;
    private final DomainRules rules;
    private final DemandMeter meter;
    private final DirtyRates dirtyRates = new DirtyRates();
    private final Map<HostId, HostReading> last = new LinkedHashMap<>();
    private final Map<VmId, DomainKey> domains = Collections.synchronizedMap(new HashMap<>());
    private final Map<UUID, HostId> placed = Collections.synchronizedMap(new HashMap<>());
    private Instant lastObserved = Instant.MIN;
    private @Nullable Look look;

    /**
     * What the hosts said when they were asked last.
     *
     * @param askedFor the instant of the inventory that it was for
     */
    private record Look(Instant askedFor, Assembled assembled, Demand demand) {}

    private LibvirtTelemetry(
            HostConnections connections,
            List<HostSettings> hosts,
            TelemetrySettings settings,
            Clock clock,
            LongSupplier nanoTime) {
        this.connections = connections;
        this.clock = clock;
        this.descriptions = new Descriptions(settings.refresh());
        HostReader reader = new HostReader(descriptions, nanoTime);
        this.readings = new HostReadings(
                connections.hosts(),
                host -> connections
                        .to(host)
                        .submit("statistics", connection -> reader.read(host, connection, dirtyRates.groups(host))),
                PATIENCE,
                connections.limits().opening().plus(connections.limits().call()),
                nanoTime);
        this.unread = new UnreadDescriptions(connections, descriptions, nanoTime);
        this.assembly = new InventoryAssembly(hosts, settings, descriptions);
        this.rules = new DomainRules(settings, descriptions);
        this.meter = new DemandMeter(settings, descriptions, assembly.resources());
    }

    /**
     * {@return telemetry of these hosts}
     *
     * @param connections to exactly the hosts of {@code hosts}
     * @param clock that says when an observation was made
     * @throws IllegalArgumentException if hosts and connections differ, or the capacity of a resource that libvirt does not
     *     report is stated for some hosts only
     */
    public static LibvirtTelemetry of(
            HostConnections connections, List<HostSettings> hosts, TelemetrySettings settings, Clock clock) {
        List<HostId> named = hosts.stream().map(host -> host.address().host()).toList();
        if (!named.equals(connections.hosts())) {
            throw new IllegalArgumentException(
                    "The hosts " + named + " must be those of the connections " + connections.hosts() + ".");
        }
        LibvirtTelemetry telemetry = new LibvirtTelemetry(connections, hosts, settings, clock, System::nanoTime);
        connections.listen(telemetry.descriptions);
        return telemetry;
    }

    @Override
    public String name() {
        return "libvirt";
    }

    @Override
    public Inventory inventory() {
        return look(null).assembled().inventory();
    }

    @Override
    public Rules rules(Inventory inventory) {
        return rules.of(inventory, lookFor(inventory).assembled().sightings());
    }

    @Override
    public Demand demand(Inventory inventory) {
        return lookFor(inventory).demand();
    }

    private Look lookFor(Inventory inventory) {
        Look known = look;
        return known == null || !known.askedFor().equals(inventory.observedAt()) ? look(inventory.observedAt()) : known;
    }

    /** @param askedFor null for the inventory that is made of it */
    private Look look(@Nullable Instant askedFor) {
        Map<HostId, HostReading> answered = ask();
        Map<UUID, Sighting> sightings = sightings(answered);
        if (sightings.values().stream().anyMatch(Sighting::runsTwice)) {
            // What switched over between two answers is on one host by now; what is on two runs twice.
            answered = ask();
            sightings = sightings(answered);
        }
        unread.read(answered);
        sightings.forEach((uuid, sighting) -> {
            if (sighting.isCertain()) {
                dirtyRates.note(uuid, sighting.reading().values());
            }
        });
        Instant now = clock.instant();
        lastObserved = now.isBefore(lastObserved) ? lastObserved : now;
        Assembled assembled = assembly.assemble(lastObserved, answered.keySet(), sightings, dormant(), dirtyRates::of);
        remember(assembled, sightings);
        Demand demand = meter.measure(lastObserved, assembled.sightings(), answered);
        Look taken = new Look(askedFor == null ? lastObserved : askedFor, assembled, demand);
        look = taken;
        return taken;
    }

    private Map<HostId, HostReading> ask() {
        Map<HostId, HostReading> answered = readings.ask();
        last.putAll(answered);
        return answered;
    }

    private Map<UUID, Sighting> sightings(Map<HostId, HostReading> answered) {
        Map<HostId, HostReading> unanswered = new LinkedHashMap<>(last);
        unanswered.keySet().removeAll(answered.keySet());
        return Sightings.of(answered, unanswered, Map.copyOf(placed));
    }

    private List<DomainKey> dormant() {
        return last.values().stream()
                .flatMap(reading -> reading.dormant().stream())
                .toList();
    }

    /**
     * Starts to measure how fast a VM writes memory. Once the time is over, the next observation has the figure as
     * {@link io.affinity.spi.model.Vm#dirtyBytesPerSecond}. Costs the guest a little speed while it is measured. Returns at once.
     *
     * @param measured whole seconds, 1 to 60
     * @return completes when the host has begun, exceptionally with a {@link LibvirtAccessException} if it does not
     * @throws IllegalArgumentException if the VM was not seen in the last observation
     */
    public CompletableFuture<Boolean> measureDirtyRate(VmId vm, Duration measured) {
        DomainKey domain = domains.get(vm);
        HostId host = domain == null ? null : placed.get(domain.uuid());
        if (domain == null || host == null) {
            throw new IllegalArgumentException("The VM (" + vm + ") was not seen in the last observation.");
        }
        if (measured.compareTo(Duration.ofSeconds(1)) < 0 || measured.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("The time (" + measured + ") must be 1 to 60 seconds.");
        }
        return connections.to(host).submit("start measuring the dirty rate of " + vm, connection -> {
            try (NativeDomain running = connection.domain(domain.uuid())) {
                running.startDirtyRate(measured);
            }
            dirtyRates.await(domain.uuid(), host);
            return true;
        });
    }

    /** {@return what a host is made of, as it last said; null if it never answered} */
    public @Nullable HostFacts facts(HostId host) {
        return descriptions.lastFacts(host);
    }

    /** {@return the descriptions that observations keep up to date} */
    public Descriptions descriptions() {
        return descriptions;
    }

    private void remember(Assembled assembled, Map<UUID, Sighting> sightings) {
        Map<VmId, DomainKey> known = new HashMap<>();
        assembled
                .sightings()
                .forEach((vm, sighting) -> known.put(vm, sighting.reading().key()));
        domains.keySet().retainAll(known.keySet());
        domains.putAll(known);
        placed.keySet().retainAll(sightings.keySet());
        sightings.forEach((uuid, sighting) -> placed.put(uuid, sighting.host()));
        meter.keepOnly(sightings.keySet());
        dirtyRates.keepOnly(sightings.keySet());
        last.forEach((host, reading) -> {
            Set<UUID> own = new LinkedHashSet<>();
            reading.domains().forEach(domain -> own.add(domain.key().uuid()));
            descriptions.keepOnly(host, own);
        });
    }
}
