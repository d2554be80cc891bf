// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.LocationPolicy.Affinity;
import io.affinity.spi.model.LocationPolicy.AllowedHosts;
import io.affinity.spi.model.LocationPolicy.AntiAffinity;
import io.affinity.spi.model.LocationPolicy.MaxVmsPerHost;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
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
import java.util.stream.IntStream;

/** Three uneven hosts and up to five VMs with demand that differs by scenario, rules hard and soft, and VMs that cost more to migrate than others. */
final class SmallCluster {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final double GB = 1e9;
    private static final int HOSTS = 3;
    private static final int LEAST_VMS = 3;
    private static final int MOST_VMS = 5;
    private static final int STEPS = 3;
    private static final int SCENARIOS = 5;
    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");

    private final SplittableRandom random;
    private final List<Host> hosts;
    private final List<Vm> vms;

    private SmallCluster(long seed) {
        random = new SplittableRandom(seed);
        hosts = IntStream.range(0, HOSTS).mapToObj(this::host).toList();
        vms = IntStream.range(0, random.nextInt(LEAST_VMS, MOST_VMS + 1))
                .mapToObj(this::vm)
                .toList();
    }

    /** {@return the cluster that belongs to a seed} */
    static PlacementProblem of(long seed, WeightSet weights) {
        SmallCluster cluster = new SmallCluster(seed);
        return PlacementProblem.builder(cluster.scenarios(cluster.fleet()), weights.weights())
                .migrationCosts(cluster.costs())
                .build();
    }

    private Host host(int number) {
        double cores = new double[] {4, 8, 12}[random.nextInt(3)];
        return Host.of(new HostId("h" + number), ResourceVector.of(RESOURCES, cores, 64 * GB))
                .withFaultDomain(TopologyLevel.RACK, "r" + number / 2)
                .withFaultDomain(TopologyLevel.ZONE, "z");
    }

    private Vm vm(int number) {
        double cores = 1 << random.nextInt(4);
        double memory = (4 << random.nextInt(3)) * GB;
        return Vm.of(new VmId("v" + number), ResourceVector.of(RESOURCES, cores, memory))
                .withPriority(random.nextBoolean() ? Priority.NORMAL : Priority.HIGH);
    }

    /** Most VMs are on the first host, so that there is something to be gained. */
    private Fleet fleet() {
        Fleet.Builder fleet =
                Fleet.builder(ORIGIN).topology(Topology.HOST_RACK_ZONE).hosts(hosts);
        vms.forEach(vm -> fleet.vm(
                vm, hosts.get(random.nextBoolean() ? 0 : random.nextInt(HOSTS)).id()));
        return fleet.policies(policies()).build();
    }

    private List<LocationPolicy> policies() {
        List<LocationPolicy> policies = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            if (random.nextInt(3) == 0) {
                policies.add(policy(kind, "policy-" + kind));
            }
        }
        return policies;
    }

    private LocationPolicy policy(int kind, String name) {
        Strength strength = random.nextBoolean() ? Strength.hard() : Strength.soft(random.nextDouble(0.1, 20));
        return switch (kind) {
            case 0 -> new Affinity(name, strength, Scope.FINAL, twoVms(), TopologyLevel.RACK);
            case 1 -> new AntiAffinity(name, strength, Scope.FINAL, twoVms(), TopologyLevel.HOST);
            case 2 -> new AllowedHosts(name, strength, Scope.FINAL, twoVms(), twoHosts());
            default -> new MaxVmsPerHost(name, strength, Scope.FINAL, twoHosts(), random.nextInt(1, 4));
        };
    }

    private Set<VmId> twoVms() {
        Set<VmId> two = new LinkedHashSet<>();
        while (two.size() < 2) {
            two.add(vms.get(random.nextInt(vms.size())).id());
        }
        return two;
    }

    private Set<HostId> twoHosts() {
        Set<HostId> two = new LinkedHashSet<>();
        while (two.size() < 2) {
            two.add(hosts.get(random.nextInt(HOSTS)).id());
        }
        return two;
    }

    private Scenarios scenarios(Fleet fleet) {
        double[][] shares = new double[vms.size()][STEPS * SCENARIOS];
        for (double[] row : shares) {
            double busy = random.nextDouble();
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.min(1, busy * random.nextDouble(0.5, 1.5));
            }
        }
        return Scenarios.of(
                fleet,
                ORIGIN,
                Duration.ofMinutes(20),
                STEPS,
                SCENARIOS,
                (v, r, t, s) ->
                        shares[v][t * SCENARIOS + s] * vms.get(v).allocation().value(r));
    }

    private Map<VmId, Double> costs() {
        Map<VmId, Double> costs = new LinkedHashMap<>();
        for (Vm vm : vms) {
            if (random.nextInt(3) == 0) {
                costs.put(vm.id(), random.nextDouble(0, 3));
            }
        }
        return costs;
    }
}
