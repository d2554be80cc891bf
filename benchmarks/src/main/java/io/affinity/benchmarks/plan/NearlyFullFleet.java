// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Hosts with a tenth of their memory free. Rules in turn: a group apart by host, at most two of a group in a rack; beside them at most so many VMs on each of a quarter of the
 * hosts. All hold at any time. A third of the migrations are exchanges. Where VMs go there is room in the end, though not on the way; members of groups stay.
 */
final class NearlyFullFleet {

    private static final int RACK_SIZE = 20;
    private static final int GROUP = 4;
    private static final int TRIES = 200;

    private final PlanOptions options;
    private final SplittableRandom random;
    private final int mostVms;
    private final int[] host;
    private final int[] size;
    private final int[] load;
    private final int[] limit;
    private final int[] count;
    private final BitSet stays = new BitSet();

    NearlyFullFleet(PlanOptions options) {
        this.options = options;
        random = new SplittableRandom(options.seed);
        mostVms = options.vms / options.hosts + 2;
        host = new int[options.vms];
        size = new int[options.vms];
        load = new int[options.hosts];
        limit = new int[options.hosts];
        count = new int[options.hosts];
        for (int vm = 0; vm < options.vms; vm++) {
            host[vm] = vm % options.hosts;
            size[vm] = 1 << random.nextInt(5);
            load[host[vm]] += size[vm];
            count[host[vm]]++;
        }
        for (int h = 0; h < options.hosts; h++) {
            limit[h] = Math.max(load[h] + 2, (int) (load[h] * 1.1));
        }
    }

    MadeUpMigrations migrations() {
        Fleet.Builder builder = Fleet.builder(MadeUpMigrations.ORIGIN);
        for (int h = 0; h < options.hosts; h++) {
            builder.host(Host.of("host-" + h, 64, limit[h] * MadeUpMigrations.GIBIBYTE)
                    .withFaultDomain(TopologyLevel.RACK, "rack-" + h / RACK_SIZE));
        }
        for (int vm = 0; vm < options.vms; vm++) {
            builder.vm(MadeUpMigrations.vm(vm, size[vm], random), new HostId("host-" + host[vm]));
        }
        for (int i = 0; i < options.rules; i++) {
            builder.policy(ofGroup(i));
        }
        for (int i = 0; i < (options.rules + 99) / 100; i++) {
            builder.policy(new LocationPolicy.MaxVmsPerHost(
                    "most-" + i, Strength.hard(), Scope.CONTINUOUS, someHosts(), mostVms));
        }
        return new MadeUpMigrations(builder.build(), wanted());
    }

    private LocationPolicy ofGroup(int number) {
        Set<VmId> members = new LinkedHashSet<>();
        int first = random.nextInt(options.vms);
        for (int k = 0; k < GROUP; k++) {
            // So far from each other that they share neither host nor rack.
            int member = (first + k * (options.hosts / GROUP + 1)) % options.vms;
            stays.set(member);
            members.add(MadeUpMigrations.vmId(member));
        }
        return number % 2 == 0
                ? LocationPolicy.AntiAffinity.of("apart-" + number, members)
                : new LocationPolicy.MaxPerDomain(
                        "racks-" + number, Strength.hard(), Scope.CONTINUOUS, members, TopologyLevel.RACK, 2);
    }

    private Set<HostId> someHosts() {
        Set<HostId> some = new LinkedHashSet<>();
        for (int h = 0; h < options.hosts; h++) {
            if (random.nextInt(4) == 0) {
                some.add(new HostId("host-" + h));
            }
        }
        return some;
    }

    private List<Recommendation> wanted() {
        List<Recommendation> wanted = new ArrayList<>();
        for (int tries = 0; wanted.size() < options.migrations && tries < TRIES * options.migrations; tries++) {
            int one = random.nextInt(options.vms);
            if (random.nextInt(3) == 0) {
                exchange(one, random.nextInt(options.vms), wanted);
            } else {
                move(one, random.nextInt(options.hosts), wanted);
            }
        }
        return wanted;
    }

    private void move(int vm, int target, List<Recommendation> wanted) {
        boolean isPossible = !stays.get(vm)
                && host[vm] != target
                && load[target] + size[vm] <= limit[target]
                && count[target] < mostVms;
        if (isPossible) {
            count[target]++;
            count[host[vm]]--;
            add(vm, target, wanted);
        }
    }

    private void exchange(int one, int other, List<Recommendation> wanted) {
        int grows = size[one] - size[other];
        boolean isPossible = !stays.get(one)
                && !stays.get(other)
                && host[one] != host[other]
                && load[host[other]] + grows <= limit[host[other]]
                && load[host[one]] - grows <= limit[host[one]];
        if (isPossible) {
            int target = host[other];
            add(other, host[one], wanted);
            add(one, target, wanted);
        }
    }

    private void add(int vm, int target, List<Recommendation> wanted) {
        stays.set(vm);
        load[target] += size[vm];
        load[host[vm]] -= size[vm];
        wanted.add(MadeUpMigrations.recommend(vm, host[vm], target));
    }
}
