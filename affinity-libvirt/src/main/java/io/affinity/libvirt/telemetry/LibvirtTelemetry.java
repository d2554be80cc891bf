package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.LibvirtAccessException;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.Inventory;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.libvirt.telemetry.FleetAssembly.Assembled;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telemetry of hosts that run libvirt. All hosts are asked at the same time, each with one bulk call, which normally takes
 * milliseconds. A host that falls silent holds up one observation, by three seconds (or twice as long as its last answer took), and
 * from then on none until it answers again; reading the descriptions of many new VMs may take as long as the limit of a call.
 *
 * <p>Rates need two readings: the first observation of a VM, and the first one after it was started, restarted or migrated, has
 * NaN for CPU, network and disk. Demand for CPU and memory is what {@link TelemetrySettings} says.
 *
 * <p>A host that does not answer is {@link io.affinity.spi.model.HostState#UNAVAILABLE} with the VMs it had, whose demand is NaN;
 * one that never answered is left out unless the capacity of all resources is stated for it. A VM that two hosts know counts
 * where it runs; if both claim to run it, it is kept where it was, with a demand of NaN, and an error is logged.
 *
 * <p>Remembers nothing before its first observation. {@link #observe} is called by one thread at a time; the other methods
 * are thread-safe. Connections belong to the caller.
 */
public final class LibvirtTelemetry implements TelemetrySource {

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtTelemetry.class);

    /** For which a host that has answered before is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How many descriptions are read in one call; each takes a round trip. */
    private static final int BATCH = 100;

    /** A counter that says more than all CPUs of the host, and a little for the clock, is wrong. */
    private static final double CPU_TOLERANCE = 1.2;

    private final HostConnections connections;
    private final TelemetrySettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Inventory inventory;
    private final HostReadings readings;
    private final FleetAssembly assembly;
    private final DirtyRates dirtyRates = new DirtyRates();
    private final RateMeter meter = new RateMeter();
    private final Map<HostId, HostReading> last = new LinkedHashMap<>();
    private final Map<VmId, DomainKey> domains = Collections.synchronizedMap(new HashMap<>());
    private final Map<UUID, HostId> placed = Collections.synchronizedMap(new HashMap<>());
    private Instant lastObserved = Instant.MIN;

    private LibvirtTelemetry(
            HostConnections connections,
            List<HostSettings> hosts,
            TelemetrySettings settings,
            Clock clock,
            LongSupplier nanoTime) {
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.inventory = new Inventory(settings.refresh());
        HostReader reader = new HostReader(inventory, nanoTime);
        this.readings = new HostReadings(
                connections.hosts(),
                host -> connections
                        .to(host)
                        .submit("statistics", connection -> reader.read(host, connection, dirtyRates.groups(host))),
                PATIENCE,
                nanoTime);
        this.assembly = new FleetAssembly(hosts, settings, inventory);
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
        connections.listen(telemetry.inventory);
        return telemetry;
    }

    @Override
    public String name() {
        return "libvirt";
    }

    @Override
    public Observation observe() {
        Map<HostId, HostReading> answered = readings.ask();
        readDescriptions(answered);
        Map<HostId, HostReading> unanswered = new LinkedHashMap<>(last);
        unanswered.keySet().removeAll(answered.keySet());
        last.putAll(answered);
        Map<UUID, Sighting> sightings = Sightings.of(answered, unanswered, Map.copyOf(placed));
        sightings.forEach((uuid, sighting) -> {
            if (sighting.isCertain()) {
                dirtyRates.note(uuid, sighting.reading().values());
            }
        });
        Instant now = clock.instant();
        lastObserved = now.isBefore(lastObserved) ? lastObserved : now;
        Assembled assembled = assembly.assemble(lastObserved, answered.keySet(), sightings, dirtyRates::of);
        remember(assembled, sightings);
        return Observation.of(assembled.fleet(), demand(assembled, answered));
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
        return inventory.lastFacts(host);
    }

    /** {@return the inventory that observations keep up to date} */
    public Inventory inventory() {
        return inventory;
    }

    /** What is not read in time is read by a later observation; VMs without a description stay where they are. */
    private void readDescriptions(Map<HostId, HostReading> answered) {
        long began = nanoTime.getAsLong();
        long limit = connections.limits().call().toNanos();
        Set<HostId> pending = new LinkedHashSet<>(answered.keySet());
        while (!pending.isEmpty() && nanoTime.getAsLong() - began < limit) {
            Map<HostId, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
            for (HostId host : pending) {
                List<DomainKey> keys = keys(answered, host);
                List<DomainKey> unread = inventory.unread(host, keys);
                if (!unread.isEmpty()) {
                    List<DomainKey> batch = unread.subList(0, Math.min(BATCH, unread.size()));
                    asked.put(host, connections.to(host).submit("descriptions", connection -> {
                        inventory.read(host, connection, batch);
                        return unread.size() > batch.size();
                    }));
                }
            }
            pending.clear();
            asked.forEach((host, answer) -> {
                if (isMore(host, answer)) {
                    pending.add(host);
                }
            });
        }
    }

    /** A host that takes too long over it goes on with it, and is not waited for. */
    private static boolean isMore(HostId host, CompletableFuture<Boolean> answer) {
        try {
            return answer.copy()
                    .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LibvirtAccessException
                    || e.getCause() instanceof MalformedDescriptionException) {
                LOG.warn(
                        "Host {} does not describe its domains. {}",
                        host,
                        e.getCause().getMessage());
                return false;
            }
            throw e;
        }
    }

    private static List<DomainKey> keys(Map<HostId, HostReading> readings, HostId host) {
        HostReading reading = readings.get(host);
        return reading == null
                ? List.of()
                : reading.domains().stream().map(DomainReading::key).toList();
    }

    private void remember(Assembled assembled, Map<UUID, Sighting> sightings) {
        Map<VmId, DomainKey> known = new HashMap<>();
        for (int vm = 0; vm < assembled.sightings().size(); vm++) {
            known.put(
                    assembled.fleet().vms().get(vm).id(),
                    assembled.sightings().get(vm).reading().key());
        }
        domains.keySet().retainAll(known.keySet());
        domains.putAll(known);
        placed.keySet().retainAll(sightings.keySet());
        sightings.forEach((uuid, sighting) -> placed.put(uuid, sighting.host()));
        meter.keepOnly(sightings.keySet());
        dirtyRates.keepOnly(sightings.keySet());
        last.forEach((host, reading) -> {
            Set<UUID> own = new LinkedHashSet<>();
            reading.domains().forEach(domain -> own.add(domain.key().uuid()));
            inventory.keepOnly(host, own);
        });
    }

    private double[] demand(Assembled assembled, Map<HostId, HostReading> answered) {
        ResourceSet resources = assembly.resources();
        double[] demand = new double[assembled.sightings().size() * resources.size()];
        Arrays.fill(demand, Double.NaN);
        for (int vm = 0; vm < assembled.sightings().size(); vm++) {
            Sighting sighting = assembled.sightings().get(vm);
            HostReading host = answered.get(sighting.host());
            if (!sighting.isCertain() || host == null) {
                continue;
            }
            Rates rates = meter.measure(
                    sighting.host(),
                    sighting.reading().key(),
                    Counters.of(sighting.reading().values()),
                    host.nanoTime(),
                    host.facts().cpus() * CPU_TOLERANCE);
            for (int r = 0; r < resources.size(); r++) {
                demand[vm * resources.size() + r] = demand(resources.get(r), sighting, rates);
            }
        }
        return demand;
    }

    private double demand(Resource resource, Sighting sighting, Rates rates) {
        if (resource.equals(Resource.CPU)) {
            return cpu(sighting, rates);
        } else if (resource.equals(Resource.MEMORY)) {
            DomainReading reading = sighting.reading();
            DomainDescription description = inventory.description(sighting.host(), reading.key());
            long hugepages = description == null ? 0 : description.hugepages().bytes();
            return MemoryDemand.bytes(reading.values(), hugepages, settings.memory(), lastObserved);
        } else if (resource.equals(Resource.NETWORK)) {
            return rates.networkBytesPerSecond();
        } else if (resource.equals(Resource.DISK_THROUGHPUT)) {
            return rates.diskBytesPerSecond();
        } else if (resource.equals(Resource.DISK_OPERATIONS)) {
            return rates.diskOperationsPerSecond();
        }
        return Double.NaN;
    }

    /** A vCPU that was ready but not run wanted what it did not get; no VM can want more than its vCPUs. */
    private double cpu(Sighting sighting, Rates rates) {
        double used = rates.cpuCores();
        if (settings.cpu() == CpuMeasure.USED || Double.isNaN(rates.waitedCores())) {
            return used;
        }
        double most = FleetAssembly.vcpus(sighting.reading().values(), null);
        return Math.max(used, Math.min(most, used + rates.waitedCores()));
    }
}
