package example;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the platform knows: hosts and VMs, what they demand, and its groups as rules. As thread-safe as the platform. */
public final class PlatformTelemetry implements InventorySource, DemandSource, RuleSource {

    private static final double MIB = 1024 * 1024;
    private static final Set<String> ON_A_HOST = Set.of("running", "migrating");

    /** Twice the interval of the platform's own measurements: what is older was not measured. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final ControlPlane platform;

    public PlatformTelemetry(ControlPlane platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public Inventory inventory() {
        // VMs first: the host of each is then among the hosts, unless it was removed, and its VMs with it.
        ControlPlane.Answer<ControlPlane.VmInfo> vms = ask(platform::vms);
        List<ControlPlane.HostInfo> hosts = ask(platform::hosts).items();
        if (hosts.isEmpty()) {
            throw new TelemetryException("The platform knows no host.");
        }
        Inventory.Builder inventory = Inventory.builder(vms.at());
        Set<String> names = new HashSet<>();
        for (ControlPlane.HostInfo host : hosts) {
            names.add(host.name());
            inventory.host(Host.of(host.name(), host.cores(), host.memoryMib() * MIB)
                    .withReserve(Resource.MEMORY, 0.05)
                    .withState(state(host)));
        }
        for (ControlPlane.VmInfo vm : vms.items()) {
            if (ON_A_HOST.contains(vm.status()) && names.contains(vm.host())) {
                inventory.vm(Vm.of(vm.name(), vm.vcpus(), vm.memoryMib() * MIB), new HostId(vm.host()));
            }
        }
        return inventory.build();
    }

    /** A status that we do not know is no reason to migrate anything there. */
    private static HostState state(ControlPlane.HostInfo host) {
        return switch (host.status()) {
            case "up" -> HostState.AVAILABLE;
            case "maintenance" -> HostState.DRAINING;
            default -> HostState.UNAVAILABLE;
        };
    }

    @Override
    public Demand demand(Inventory inventory) {
        List<ControlPlane.Sample> samples = ask(platform::metrics).items();
        Instant newest = samples.stream()
                .map(ControlPlane.Sample::at)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new TelemetryException("The platform has measured nothing."));
        List<ControlPlane.Sample> fresh = samples.stream()
                .filter(sample -> !sample.at().isBefore(newest.minus(FRESH)))
                .toList();
        Instant oldest = fresh.stream()
                .map(ControlPlane.Sample::at)
                .min(Comparator.naturalOrder())
                .orElse(newest);
        Demand.Builder demand = Demand.builder(oldest, inventory.resources());
        for (ControlPlane.Sample sample : fresh) {
            VmId vm = new VmId(sample.vm());
            if (inventory.contains(vm)) {
                double vcpus = inventory.vm(vm).allocation().value(Resource.CPU);
                demand.put(vm, Resource.CPU, sample.cpuPercent() / 100 * vcpus);
                demand.put(vm, Resource.MEMORY, sample.memoryMib() * MIB);
            }
        }
        return demand.build();
    }

    @Override
    public Rules rules(Inventory inventory) {
        List<LocationPolicy> policies = ask(platform::groups).items().stream()
                .filter(group -> !group.vms().isEmpty())
                .map(PlatformTelemetry::policy)
                .toList();
        return new Rules(policies, List.of());
    }

    /** A group that is not understood may be the one that matters: nothing is decided then. */
    private static LocationPolicy policy(ControlPlane.Group group) {
        Set<VmId> vms = group.vms().stream().map(VmId::new).collect(Collectors.toCollection(TreeSet::new));
        return switch (group.policy()) {
            case "affinity" -> LocationPolicy.Affinity.of(group.name(), vms);
            case "anti-affinity" -> LocationPolicy.AntiAffinity.of(group.name(), vms);
            default ->
                throw new TelemetryException("The policy (" + group.policy() + ") of group " + group.name()
                        + " must be affinity or anti-affinity.");
        };
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (ApiException e) {
            throw new TelemetryException("The platform cannot be asked: " + e.getMessage(), e);
        }
    }
}
