// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.simulation.workload.CronSchedule;
import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.LevelShift;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandPattern.Shared;
import io.affinity.simulation.workload.DemandPattern.Spread;
import io.affinity.simulation.workload.DemandPattern.Trend;
import io.affinity.simulation.workload.DemandPattern.WeeklyCycle;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Hosts, VMs and their first placement for the built-in scenario. */
final class BuiltInCluster {

    static final int LEAST_HOSTS = 10;

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK);
    private static final double GB = 1e9;
    private static final int HOSTS_PER_RACK = 10;
    private static final int VMS_PER_HOST = 10;

    /** Hosts, counted from the end, that one tenant has for itself. */
    private static final double PRIVATE_SHARE = 0.03;

    private static final double SPREAD_OF_DEPLOYMENT = 0.6;
    private static final double MEMORY_LIMIT = 235 * GB;

    private final List<Host> hosts = new ArrayList<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private final Map<VmId, HostId> hostByVm = new HashMap<>();
    private final SplittableRandom random;
    private final int privateHosts;

    BuiltInCluster(int hostCount, long seed) {
        this.random = new SplittableRandom(seed);
        this.privateHosts = Math.max(1, (int) (PRIVATE_SHARE * hostCount));
        for (int h = 0; h < hostCount; h++) {
            hosts.add(host(h, hostCount));
        }
        deploy(hostCount * VMS_PER_HOST);
        place();
    }

    private static Host host(int index, int count) {
        int rack = index / HOSTS_PER_RACK;
        ResourceVector capacity = ResourceVector.of(RESOURCES, 32, 256 * GB, 1.25 * GB);
        return Host.of(new HostId(String.format(Locale.ROOT, "host-%03d", index)), capacity)
                .withReserve(Resource.CPU, 0.05)
                .withReserve(Resource.MEMORY, 0.03)
                .withFaultDomain(TopologyLevel.RACK, "rack-" + rack)
                .withFaultDomain(TopologyLevel.ZONE, index < count / 2 ? "zone-a" : "zone-b")
                .withFeatures(index % 4 == 3 ? Set.of("avx512") : Set.of("avx512", "sriov"));
    }

    /** A little of everything that is found in a company: what follows the day, what runs on a schedule, what nobody knows. */
    private void deploy(int vms) {
        Duration hour = Duration.ofHours(1);
        deploy("shop", vms * 16 / 100, "retail", Priority.HIGH, size(8, 20), office(14, 0.08, 0.62, 0.45));
        deploy("shop-db", vms * 5 / 100, "retail", Priority.CRITICAL, size(8, 32), office(14, 0.12, 0.35, 0.5));
        deploy("desktop", vms * 15 / 100, "office", Priority.NORMAL, size(4, 12), office(10, 0.03, 0.6, 0.05));
        deploy("evening", vms * 12 / 100, "media", Priority.HIGH, size(8, 20), office(20, 0.06, 0.62, 1.3));
        deploy("mail", vms * 8 / 100, "office", Priority.NORMAL, size(4, 20), office(9, 0.1, 0.4, 0.2));
        deploy(
                "night-batch",
                vms * 12 / 100,
                "media",
                Priority.LOW,
                size(16, 8),
                jobs("nightly", "30 1 * * *", hour.multipliedBy(2), 0.75));
        deploy(
                "reports",
                vms * 7 / 100,
                "retail",
                Priority.NORMAL,
                size(12, 12),
                jobs("report", "0 6 * * mon-fri", hour, 0.8));
        deploy(
                "etl",
                vms * 6 / 100,
                "bank",
                Priority.NORMAL,
                size(12, 12),
                jobs("etl", "0 */4 * * *", Duration.ofMinutes(40), 0.7));
        deploy(
                "bursty",
                vms * 8 / 100,
                "labs",
                Priority.NORMAL,
                size(8, 16),
                DemandProfile.of(
                        new Level(0.1),
                        new Spread(0.4),
                        new Noise(0.5),
                        new Bursts(2, 0.25, 2.5, Duration.ofMinutes(40))));
        deploy(
                "growing",
                vms * 4 / 100,
                "labs",
                Priority.HIGH,
                size(8, 20),
                DemandProfile.of(new Level(0.2), new Trend(0.03), new Noise(0.2)));
        deploy(
                "released",
                vms * 3 / 100,
                "labs",
                Priority.HIGH,
                size(8, 20),
                DemandProfile.of(new Level(0.15), new LevelShift(Duration.ofHours(58), 0.3), new Noise(0.2)));
        int left = vms - deployments.stream().mapToInt(d -> d.vms().size()).sum();
        deploy(
                "vault",
                Math.min(left, 8 * privateHosts),
                "vault",
                Priority.CRITICAL,
                size(8, 24),
                office(11, 0.1, 0.3, 0.3));
        left = vms - deployments.stream().mapToInt(d -> d.vms().size()).sum();
        deploy("idle", left, "office", Priority.LOW, size(2, 8), DemandProfile.of(new Level(0.02), new Noise(0.6)));
    }

    private static ResourceVector size(double cores, double gigabytes) {
        return ResourceVector.of(RESOURCES, cores, gigabytes * GB, 0.3 * GB);
    }

    private static DemandProfile office(double peakHour, double level, double amplitude, double weekend) {
        return DemandProfile.of(
                new Level(level),
                new DailyCycle(peakHour, amplitude, 2.5, 0.7),
                new WeeklyCycle(weekend),
                new Spread(0.25),
                new Noise(0.12),
                new Shared(new Noise(0.08, Duration.ofHours(2))));
    }

    private static DemandProfile jobs(String name, String schedule, Duration duration, double height) {
        return DemandProfile.of(
                new Level(0.04), new Noise(0.2), new CronJob(name, CronSchedule.parse(schedule), duration, height));
    }

    private void deploy(
            String name, int count, String tenant, Priority priority, ResourceVector size, DemandProfile profile) {
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vms.add(Vm.of(new VmId(String.format(Locale.ROOT, "%s-%03d", name, i)), size)
                    .withTenant(new Tenant(tenant))
                    .withPriority(priority)
                    .withDirtyBytesPerSecond(20e6 + 60e6 * random.nextDouble()));
        }
        if (!vms.isEmpty()) {
            deployments.add(new Deployment(name, profile, vms));
        }
    }

    /**
     * As platforms place: by what is promised, knowing nothing of demand. Each VM goes to the less promised of two hosts
     * picked at random from the part of the cluster that had room when its deployment was made, so that VMs which behave
     * alike live close together. The private tenant has its hosts for itself.
     */
    private void place() {
        double[] memory = new double[hosts.size()];
        int open = hosts.size() - privateHosts;
        for (Deployment deployment : deployments) {
            boolean isPrivate = deployment.name().equals("vault");
            int first = random.nextInt(open);
            int width = Math.max(Math.min(open, 4), (int) Math.ceil(open * SPREAD_OF_DEPLOYMENT));
            for (Vm vm : deployment.vms()) {
                int best = -1;
                for (int tries = 0; tries < 40 && (tries < 2 || best < 0); tries++) {
                    // Where the part is full, the whole cluster is searched.
                    int within = tries < 20 ? width : open;
                    int host =
                            isPrivate ? open + random.nextInt(privateHosts) : (first + random.nextInt(within)) % open;
                    boolean fits = memory[host] + vm.memoryBytes() <= MEMORY_LIMIT;
                    best = fits && (best < 0 || memory[host] < memory[best]) ? host : best;
                }
                if (best < 0) {
                    throw new IllegalStateException("No host has room for the VM (" + vm.id() + ").");
                }
                memory[best] += vm.memoryBytes();
                hostByVm.put(vm.id(), hosts.get(best).id());
            }
        }
    }

    List<Deployment> deployments() {
        return deployments;
    }

    Fleet fleet(Instant observedAt) {
        Fleet bare = builder(observedAt).build();
        return builder(observedAt).policies(BuiltInPolicies.of(bare)).build();
    }

    private Fleet.Builder builder(Instant observedAt) {
        Fleet.Builder builder =
                Fleet.builder(observedAt).topology(Topology.HOST_RACK_ZONE).hosts(hosts);
        for (Deployment deployment : deployments) {
            for (Vm vm : deployment.vms()) {
                HostId host = hostByVm.get(vm.id());
                if (host == null) {
                    throw new IllegalStateException("The VM (" + vm.id() + ") was not placed.");
                }
                builder.vm(vm, host);
            }
        }
        return builder;
    }
}
