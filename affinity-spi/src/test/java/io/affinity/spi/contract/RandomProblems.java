// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.LocationPolicy.Affinity;
import io.affinity.spi.model.LocationPolicy.AllowedHosts;
import io.affinity.spi.model.LocationPolicy.AntiAffinity;
import io.affinity.spi.model.LocationPolicy.ExclusiveTenancy;
import io.affinity.spi.model.LocationPolicy.FailoverReserve;
import io.affinity.spi.model.LocationPolicy.ForbiddenHosts;
import io.affinity.spi.model.LocationPolicy.HardwareRequirement;
import io.affinity.spi.model.LocationPolicy.MaxPerDomain;
import io.affinity.spi.model.LocationPolicy.MaxVmsPerHost;
import io.affinity.spi.model.LocationPolicy.Pinned;
import io.affinity.spi.model.LocationPolicy.Proximity;
import io.affinity.spi.model.LocationPolicy.Spread;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Small placement problems with everything in them: uneven hosts in racks and zones, some of them draining or not
 * available, contended and idle ones, all kinds of policies, hard and soft, some broken, VMs that must not be migrated and
 * hosts that are banned. Equal seeds give equal problems. Not thread-safe; used through {@link #problem}.
 */
public final class RandomProblems {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final double GB = 1e9;
    private static final int STEPS = 3;
    private static final int SCENARIOS = 5;
    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");

    private final SplittableRandom random;
    private final boolean limitsCpu;
    private final boolean mayOverpromise;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Vm> vms = new ArrayList<>();

    private RandomProblems(long seed) {
        random = new SplittableRandom(seed);
        limitsCpu = random.nextInt(3) == 0;
        mayOverpromise = random.nextInt(3) == 0;
    }

    /** {@return the problem that belongs to {@code seed}} */
    public static PlacementProblem problem(long seed) {
        return new RandomProblems(seed).create();
    }

    private PlacementProblem create() {
        int hostCount = random.nextInt(3, 9);
        for (int h = 0; h < hostCount; h++) {
            hosts.add(host(h));
        }
        int vmCount = random.nextInt(4, 4 * hostCount);
        for (int v = 0; v < vmCount; v++) {
            vms.add(vm(v));
        }
        Fleet.Builder fleet =
                Fleet.builder(ORIGIN).topology(Topology.HOST_RACK_ZONE).hosts(hosts);
        double[][] promised = new double[hostCount][RESOURCES.size()];
        vms.removeIf(vm -> !place(vm, promised, fleet));
        fleet.policies(policies());
        Scenarios scenarios = scenarios(fleet.build());
        return PlacementProblem.builder(scenarios, weights())
                .migrationCosts(costs())
                .bannedTargets(banned())
                .closedHosts(closed())
                .allowances(allowances())
                .build();
    }

    private Host host(int number) {
        double cores = new double[] {8, 16, 32}[random.nextInt(3)];
        Host host = Host.of(new HostId("h" + number), ResourceVector.of(RESOURCES, cores, 64 * GB))
                .withReserve(Resource.CPU, random.nextInt(2) * 0.1)
                .withFeatures(random.nextBoolean() ? Set.of("avx512", "tpm") : Set.of("tpm"));
        if (random.nextInt(8) > 0) {
            host = host.withFaultDomain(TopologyLevel.RACK, "r" + number / 2)
                    .withFaultDomain(TopologyLevel.ZONE, "z" + number / 4);
        }
        if (limitsCpu) {
            host = host.withOvercommitRatio(Resource.CPU, 2);
        }
        int state = number < 2 ? 0 : random.nextInt(12);
        return host.withState(
                state == 10 ? HostState.DRAINING : state == 11 ? HostState.UNAVAILABLE : HostState.AVAILABLE);
    }

    private Vm vm(int number) {
        Priority[] priorities = {Priority.LOW, Priority.NORMAL, Priority.HIGH};
        double cores = 1 << random.nextInt(4);
        double memory = (2 << random.nextInt(4)) * GB;
        return Vm.of(new VmId("v" + number), ResourceVector.of(RESOURCES, cores, memory))
                .withTenant(new Tenant("t" + random.nextInt(3)))
                .withPriority(priorities[random.nextInt(3)]);
    }

    /** Places the VM on a host that takes it, or on any where promises may be broken. */
    private boolean place(Vm vm, double[][] promised, Fleet.Builder fleet) {
        for (int attempt = 0; attempt < 20; attempt++) {
            int h = random.nextInt(random.nextBoolean() ? 2 : hosts.size());
            boolean fits = true;
            for (int r = 0; r < RESOURCES.size(); r++) {
                fits &= promised[h][r] + vm.allocation().value(r)
                        <= hosts.get(h).allocationLimit(r);
            }
            if (fits || mayOverpromise) {
                for (int r = 0; r < RESOURCES.size(); r++) {
                    promised[h][r] += vm.allocation().value(r);
                }
                fleet.vm(vm, hosts.get(h).id());
                return true;
            }
        }
        return false;
    }

    private Scenarios scenarios(Fleet fleet) {
        float[][] columns = new float[RESOURCES.size()][vms.size() * STEPS * SCENARIOS];
        for (int v = 0; v < vms.size(); v++) {
            double busy = random.nextDouble();
            for (int r = 0; r < RESOURCES.size(); r++) {
                for (int i = 0; i < STEPS * SCENARIOS; i++) {
                    double share = Math.min(1, busy * random.nextDouble(0.5, 1.5));
                    columns[r][v * STEPS * SCENARIOS + i] =
                            (float) (share * vms.get(v).allocation().value(r));
                }
            }
        }
        return Scenarios.of(
                fleet,
                ORIGIN,
                Duration.ofMinutes(5),
                STEPS,
                SCENARIOS,
                (v, r, t, s) -> columns[r][(v * STEPS + t) * SCENARIOS + s]);
    }

    private ObjectiveWeights weights() {
        return switch (random.nextInt(3)) {
            case 0 -> new ObjectiveWeights(12, 2000, 5, 0);
            case 1 -> new ObjectiveWeights(12, 2000, 0, 10);
            default -> ObjectiveWeights.CONTENTION_ONLY;
        };
    }

    private Map<VmId, Double> costs() {
        Map<VmId, Double> costs = new LinkedHashMap<>();
        for (Vm vm : vms) {
            switch (random.nextInt(6)) {
                case 0 -> costs.put(vm.id(), Double.POSITIVE_INFINITY);
                case 1 -> costs.put(vm.id(), random.nextDouble(0, 3));
                default -> {
                    // An ordinary VM is not named.
                }
            }
        }
        return costs;
    }

    private Map<VmId, Set<HostId>> banned() {
        Map<VmId, Set<HostId>> banned = new LinkedHashMap<>();
        for (Vm vm : vms) {
            if (random.nextInt(5) == 0) {
                banned.put(vm.id(), someHosts());
            }
        }
        return banned;
    }

    private Set<HostId> closed() {
        return random.nextInt(4) == 0 ? someHosts() : Set.of();
    }

    private List<MigrationAllowance> allowances() {
        List<MigrationAllowance> allowances = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            List<VmId> some = vms.stream()
                    .map(Vm::id)
                    .filter(vm -> random.nextInt(2) == 0)
                    .toList();
            allowances.add(new MigrationAllowance.OfVms(Set.copyOf(some), random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            HostId host = hosts.get(random.nextInt(hosts.size())).id();
            allowances.add(new MigrationAllowance.OfHost(host, random.nextInt(4)));
        }
        return allowances;
    }

    private List<LocationPolicy> policies() {
        List<LocationPolicy> policies = new ArrayList<>();
        for (int kind = 0; kind < 12; kind++) {
            if (random.nextInt(5) < 2) {
                policies.add(policy(kind, "policy-" + kind));
            }
        }
        // What a reserve is where hosts promise more than they may, or limits differ, is not defined in full.
        if (limitsCpu || mayOverpromise) {
            policies.removeIf(FailoverReserve.class::isInstance);
        }
        return policies;
    }

    private LocationPolicy policy(int kind, String name) {
        Strength strength = random.nextInt(5) < 3 ? Strength.hard() : Strength.soft(random.nextDouble(0.1, 20));
        Scope scope = random.nextBoolean() ? Scope.FINAL : Scope.CONTINUOUS;
        TopologyLevel level = Topology.HOST_RACK_ZONE.levels().get(random.nextInt(3));
        return switch (kind) {
            case 0 -> new Affinity(name, strength, scope, someVms(), level);
            case 1 -> new AntiAffinity(name, strength, scope, someVms(), level);
            case 2 -> new Proximity(name, strength, scope, someVms(), random.nextInt(3));
            case 3 -> new AllowedHosts(name, strength, scope, someVms(), someHosts());
            case 4 -> new ForbiddenHosts(name, strength, scope, someVms(), someHosts());
            case 5 -> new ExclusiveTenancy(name, strength, scope, new Tenant("t0"), level);
            case 6 -> new Spread(name, strength, scope, someVms(), level, random.nextInt(2, 5));
            case 7 -> new MaxPerDomain(name, strength, scope, someVms(), level, random.nextInt(1, 4));
            case 8 -> new Pinned(name, strength, scope, anyVm(), anyHost());
            case 9 -> new MaxVmsPerHost(name, strength, scope, someHosts(), random.nextInt(1, 6));
            case 10 -> new FailoverReserve(name, strength, scope, someHosts(), random.nextInt(1, 4));
            default -> new HardwareRequirement(name, strength, scope, someVms(), Set.of("avx512"));
        };
    }

    private VmId anyVm() {
        return vms.get(random.nextInt(vms.size())).id();
    }

    private HostId anyHost() {
        return hosts.get(random.nextInt(hosts.size())).id();
    }

    /** One of the ids is of a VM that is gone. */
    private Set<VmId> someVms() {
        Set<VmId> some = new LinkedHashSet<>();
        some.add(new VmId("v-gone"));
        for (int i = 0; i < 4; i++) {
            some.add(anyVm());
        }
        return some;
    }

    private Set<HostId> someHosts() {
        Set<HostId> some = new LinkedHashSet<>();
        for (int i = 0; i < 3; i++) {
            some.add(anyHost());
        }
        return some;
    }
}
