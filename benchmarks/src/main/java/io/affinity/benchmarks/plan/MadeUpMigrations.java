package io.affinity.benchmarks.plan;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A fleet by a seed and what is to be migrated in it. */
record MadeUpMigrations(Fleet fleet, List<Recommendation> recommendations) {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final double GIBIBYTE = 0x1p30;
    private static final int RACK_SIZE = 20;
    private static final int GROUP = 4;

    static MadeUpMigrations of(PlanOptions options) {
        return options.rings > 0 ? rings(options) : scattered(options);
    }

    /**
     * Hosts with a tenth of their memory free, or as much as the largest VM needs. Rules in turn: a group apart by host, at most two of a group in a rack; beside them
     * at most so many VMs on each of a quarter of the hosts. All hold at any time. Where VMs go there is room in the end, though not on the way.
     */
    private static MadeUpMigrations scattered(PlanOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed);
        int[] host = new int[options.vms];
        int[] size = new int[options.vms];
        int[] load = new int[options.hosts];
        int[] count = new int[options.hosts];
        for (int vm = 0; vm < options.vms; vm++) {
            host[vm] = vm % options.hosts;
            size[vm] = 1 << random.nextInt(5);
            load[host[vm]] += size[vm];
            count[host[vm]]++;
        }
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        int[] limit = new int[options.hosts];
        for (int h = 0; h < options.hosts; h++) {
            limit[h] = Math.max(load[h] + 2, (int) (load[h] * 1.1));
            builder.host(Host.of("host-" + h, 64, limit[h] * GIBIBYTE)
                    .withFaultDomain(TopologyLevel.RACK, "rack-" + h / RACK_SIZE));
        }
        for (int vm = 0; vm < options.vms; vm++) {
            builder.vm(vm(vm, size[vm], random), new HostId("host-" + host[vm]));
        }
        int[][] groups = new int[options.rules][GROUP];
        boolean[] isGrouped = new boolean[options.vms];
        for (int i = 0; i < options.rules; i++) {
            Set<VmId> members = new LinkedHashSet<>();
            int first = random.nextInt(options.vms);
            for (int k = 0; k < GROUP; k++) {
                // So far apart that they share neither host nor rack.
                int member = (first + k * (options.hosts / GROUP + 1)) % options.vms;
                groups[i][k] = member;
                isGrouped[member] = true;
                members.add(vmId(member));
            }
            builder.policy(
                    i % 2 == 0
                            ? LocationPolicy.AntiAffinity.of("apart-" + i, members)
                            : new LocationPolicy.MaxPerDomain(
                                    "racks-" + i, Strength.hard(), Scope.CONTINUOUS, members, TopologyLevel.RACK, 2));
        }
        for (int i = 0; i < (options.rules + 99) / 100; i++) {
            Set<HostId> some = new LinkedHashSet<>();
            for (int h = 0; h < options.hosts; h++) {
                if (random.nextInt(4) == 0) {
                    some.add(new HostId("host-" + h));
                }
            }
            builder.policy(new LocationPolicy.MaxVmsPerHost(
                    "most-" + i, Strength.hard(), Scope.CONTINUOUS, some, options.vms / options.hosts + 2));
        }
        Fleet fleet = builder.build();
        List<Recommendation> wanted = new ArrayList<>();
        Set<Integer> moved = new LinkedHashSet<>();
        int most = options.vms / options.hosts + 2;
        for (int tries = 0; wanted.size() < options.migrations && tries < 200 * options.migrations; tries++) {
            int one = random.nextInt(options.vms);
            int other = random.nextInt(options.vms);
            boolean isSwap = random.nextInt(3) == 0;
            int target = isSwap ? host[other] : random.nextInt(options.hosts);
            int source = host[one];
            // Rules about groups are left to the ways: their members stay, and others must pass by them.
            if (source == target || isGrouped[one] || !moved.add(one)) {
                continue;
            }
            int back = isSwap && !isGrouped[other] && moved.add(other) ? size[other] : 0;
            boolean fits = load[target] + size[one] - back <= limit[target]
                    && load[source] + back - size[one] <= limit[source]
                    && count[target] + (back > 0 ? 0 : 1) <= most;
            if (!fits) {
                continue;
            }
            load[target] += size[one] - back;
            load[source] += back - size[one];
            count[target] += back > 0 ? 0 : 1;
            count[source] -= back > 0 ? 0 : 1;
            wanted.add(recommend(one, source, target));
            if (back > 0) {
                wanted.add(recommend(other, target, source));
            }
        }
        return new MadeUpMigrations(fleet, wanted);
    }

    /** Each host of a ring is full by one VM, which is to go to the next; a spare host takes any two of them at a time. */
    private static MadeUpMigrations rings(PlanOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed);
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        List<Recommendation> wanted = new ArrayList<>();
        for (int ring = 0; ring < options.rings; ring++) {
            int size = 8 << random.nextInt(3);
            for (int i = 0; i < options.ringLength; i++) {
                int at = ring * options.ringLength + i;
                builder.host(Host.of("host-" + at, 64, size * GIBIBYTE));
                builder.vm(vm(at, size, random), new HostId("host-" + at));
                wanted.add(recommend(at, at, ring * options.ringLength + (i + 1) % options.ringLength));
            }
        }
        for (int spare = 0; spare < options.spares; spare++) {
            builder.host(Host.of("spare-" + spare, 64, 64 * GIBIBYTE));
        }
        return new MadeUpMigrations(builder.build(), wanted);
    }

    private static Vm vm(int number, int gibibytes, SplittableRandom random) {
        return Vm.of(vmId(number).value(), 1, gibibytes * GIBIBYTE).withDirtyBytesPerSecond(random.nextDouble() * 2e8);
    }

    private static VmId vmId(int number) {
        return new VmId("vm-" + number);
    }

    private static Recommendation recommend(int vm, int source, int target) {
        return new Recommendation(
                vmId(vm), new HostId("host-" + source), new HostId("host-" + target), List.of(new Reason.Gain(1)));
    }
}
