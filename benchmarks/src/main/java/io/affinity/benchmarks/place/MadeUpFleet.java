// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.place;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A fleet by a seed: hosts in racks of 20 and zones of ten racks, VMs of 1 to 8 cores at random on them; demand of three resources with a third of its spread
 * common to all scenarios' steps, so that about one host in twenty is short. Rules hold at present, and are of six kinds in turn.
 */
final class MadeUpFleet {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final ResourceSet RESOURCES =
            new ResourceSet(List.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK));
    private static final int RACK_SIZE = 20;
    private static final int ZONE_SIZE = 200;
    private static final double FULL = 0.72;
    private static final double HOT_SHARE = 0.05;

    private final PlaceOptions options;
    private final SplittableRandom random;
    private final int[] hostByVm;
    private final int[][] vmsByHost;
    private final double[] size;
    private final double[] factor;

    /** Of the neighbors that were chosen last. */
    private int zone;

    MadeUpFleet(PlaceOptions options) {
        this.options = options;
        random = new SplittableRandom(options.seed);
        hostByVm = new int[options.vms];
        size = new double[options.vms];
        int[] count = new int[options.hosts];
        double[] load = new double[options.hosts];
        for (int vm = 0; vm < options.vms; vm++) {
            hostByVm[vm] = vm % options.hosts;
            size[vm] = 1 << random.nextInt(4);
            count[hostByVm[vm]]++;
            load[hostByVm[vm]] += size[vm];
        }
        vmsByHost = new int[options.hosts][];
        factor = new double[options.hosts];
        double mean = 3.75 * options.vms / options.hosts;
        for (int host = 0; host < options.hosts; host++) {
            vmsByHost[host] = new int[count[host]];
            boolean isHot = random.nextDouble() < HOT_SHARE;
            double wanted = isHot ? random.nextDouble(0.95, 1.15) : random.nextDouble(0.5, 0.9) * FULL;
            factor[host] = load[host] > 0 ? wanted * mean / load[host] : 0;
        }
        int[] next = new int[options.hosts];
        for (int vm = 0; vm < options.vms; vm++) {
            vmsByHost[hostByVm[vm]][next[hostByVm[vm]]++] = vm;
        }
    }

    PlacementProblem problem() {
        double capacity = 3.75 * options.vms / options.hosts;
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        for (int host = 0; host < options.hosts; host++) {
            builder.host(Host.of(hostId(host), ResourceVector.filled(RESOURCES, capacity))
                    .withFaultDomain(TopologyLevel.RACK, "rack-" + host / RACK_SIZE));
        }
        for (int vm = 0; vm < options.vms; vm++) {
            builder.vm(Vm.of(vmId(vm), ResourceVector.filled(RESOURCES, 0)), hostId(hostByVm[vm]));
        }
        for (int i = 0; i < options.rules; i++) {
            builder.policy(groupRule(i));
        }
        for (int i = 0; i < (options.rules + 99) / 100; i++) {
            builder.policy(new LocationPolicy.MaxVmsPerHost(
                    "most-" + i, Strength.hard(), Scope.FINAL, someHosts(), 3 * options.vms / options.hosts + 2));
        }
        long seed = options.seed;
        Scenarios scenarios = Scenarios.of(
                builder.build(),
                ORIGIN,
                Duration.ofMinutes(5),
                options.steps,
                options.scenarios,
                (vm, resource, step, scenario) -> {
                    double own = noise(seed, vm * 3 + resource, step * options.scenarios + scenario);
                    double common = noise(seed, -1 - vm * 3 - resource, scenario);
                    return factor[hostByVm[vm]] * size[vm] * (1 + 0.2 * own + 0.1 * common);
                });
        return PlacementProblem.of(scenarios, ObjectiveWeights.CONTENTION_ONLY);
    }

    private LocationPolicy groupRule(int number) {
        String name = "rule-" + number;
        Set<VmId> apart = new LinkedHashSet<>();
        Set<Integer> hosts = new LinkedHashSet<>();
        while (apart.size() < Math.min(4, options.vms / 2)) {
            int vm = random.nextInt(options.vms);
            if (hosts.add(hostByVm[vm]) || options.hosts < 8) {
                apart.add(vmId(vm));
            }
        }
        return switch (number % 6) {
            case 0 -> LocationPolicy.AntiAffinity.of(name, apart);
            case 1 -> new LocationPolicy.Affinity(name, Strength.hard(), Scope.FINAL, neighbors(), TopologyLevel.RACK);
            case 2 -> new LocationPolicy.MaxPerDomain(name, Strength.hard(), Scope.FINAL, apart, TopologyLevel.RACK, 4);
            case 3 -> new LocationPolicy.Spread(name, Strength.soft(3), Scope.FINAL, apart, TopologyLevel.RACK, 2);
            case 4 -> new LocationPolicy.AllowedHosts(name, Strength.hard(), Scope.FINAL, neighbors(), zone());
            default -> new LocationPolicy.AntiAffinity(name, Strength.soft(2), Scope.FINAL, apart, TopologyLevel.RACK);
        };
    }

    /** VMs that run in one zone, on one host. */
    private Set<VmId> neighbors() {
        Set<VmId> vms = new LinkedHashSet<>();
        int host = random.nextInt(options.hosts);
        while (vmsByHost[host].length == 0) {
            host = (host + 1) % options.hosts;
        }
        zone = host / ZONE_SIZE;
        for (int vm : vmsByHost[host]) {
            if (vms.size() < 3) {
                vms.add(vmId(vm));
            }
        }
        return vms;
    }

    private Set<HostId> zone() {
        Set<HostId> hosts = new LinkedHashSet<>();
        for (int host = zone * ZONE_SIZE; host < Math.min(options.hosts, (zone + 1) * ZONE_SIZE); host++) {
            hosts.add(hostId(host));
        }
        return hosts;
    }

    private Set<HostId> someHosts() {
        Set<HostId> hosts = new LinkedHashSet<>();
        for (int host = 0; host < options.hosts; host++) {
            if (random.nextInt(4) == 0) {
                hosts.add(hostId(host));
            }
        }
        return hosts;
    }

    private static HostId hostId(int host) {
        return new HostId("host-" + host);
    }

    private static VmId vmId(int vm) {
        return new VmId("vm-" + vm);
    }

    /** Between -1 and 1, by numbers alone. */
    private static double noise(long seed, int series, int cell) {
        long mixed = seed * 0xD1B54A32D192ED03L + series * 0x9E3779B97F4A7C15L + cell * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        return (mixed >>> 11) * 0x1p-52 - 1;
    }
}
