// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.vm;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A fleet whose memory is nearly full, and another placement of its VMs that breaks no hard rule more. */
public record RandomRelocation(Fleet fleet, List<Recommendation> recommendations) {

    public static RandomRelocation of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int hosts = random.nextInt(3, 7);
        Fleet.Builder builder = SmallFleet.fleet();
        for (int h = 0; h < hosts; h++) {
            builder.host(host("h" + h, 16, 32).withFaultDomain(TopologyLevel.RACK, "r" + h / 2));
        }
        int[] free = new int[hosts];
        java.util.Arrays.fill(free, 32);
        List<Vm> vms = new ArrayList<>();
        for (int v = 0; v < 5 * hosts; v++) {
            int size = 2 << random.nextInt(4);
            int h = random.nextInt(hosts);
            if (free[h] >= size) {
                free[h] -= size;
                Vm vm = vm("v" + v, 1, size)
                        .withTenant(new Tenant("t" + random.nextInt(2)))
                        .withDirtyBytesPerSecond(random.nextInt(4) * 1e8);
                vms.add(vm);
                builder.vm(vm, new HostId("h" + h));
            }
        }
        addPolicies(builder, vms, hosts, random);
        Fleet fleet = builder.build();
        Placement wanted = wander(fleet, random);
        List<Recommendation> recommendations = new ArrayList<>();
        for (Vm vm : vms) {
            HostId source = fleet.placement().hostOf(vm.id());
            HostId target = wanted.hostOf(vm.id());
            if (!source.equals(target)) {
                recommendations.add(
                        new Recommendation(vm.id(), source, target, List.of(new Reason.Gain(random.nextDouble()))));
            }
        }
        return new RandomRelocation(fleet, recommendations);
    }

    private static void addPolicies(Fleet.Builder builder, List<Vm> vms, int hosts, SplittableRandom random) {
        for (int kind = 0; kind < 9; kind++) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            Set<VmId> some = new LinkedHashSet<>();
            for (int i = 0; i < 4; i++) {
                some.add(vms.get(random.nextInt(vms.size())).id());
            }
            Set<HostId> host = Set.of(new HostId("h" + random.nextInt(hosts)));
            Scope scope = random.nextInt(4) > 0 ? Scope.CONTINUOUS : Scope.FINAL;
            TopologyLevel level = random.nextBoolean() ? TopologyLevel.HOST : TopologyLevel.RACK;
            String name = "policy-" + kind;
            Strength hard = Strength.hard();
            builder.policy(
                    switch (kind) {
                        case 0 -> new LocationPolicy.AntiAffinity(name, hard, scope, some, level);
                        case 1 -> new LocationPolicy.MaxPerDomain(name, hard, scope, some, level, 2);
                        case 2 -> new LocationPolicy.Affinity(name, hard, scope, some, TopologyLevel.RACK);
                        case 3 -> new LocationPolicy.ForbiddenHosts(name, hard, scope, some, host);
                        case 4 -> new LocationPolicy.MaxVmsPerHost(name, hard, scope, host, 3);
                        case 5 -> new LocationPolicy.Spread(name, hard, scope, some, TopologyLevel.HOST, 3);
                        case 6 -> new LocationPolicy.Proximity(name, hard, scope, some, 1);
                        case 7 -> new LocationPolicy.ExclusiveTenancy(name, hard, scope, new Tenant("t0"), level);
                        default ->
                            new LocationPolicy.FailoverReserve(
                                    name, hard, scope, Set.of(new HostId("h0"), new HostId("h1"), new HostId("h2")), 1);
                    });
        }
    }

    /** Single moves and swaps, each kept if nothing hard is worse than at present. */
    private static Placement wander(Fleet fleet, SplittableRandom random) {
        PlacementChecker checker = new PlacementChecker(fleet);
        var present = checker.hardViolations(fleet.placement());
        int[] hostByVm = fleet.hostIndexByVm();
        for (int i = 0; i < 60; i++) {
            int[] changed = hostByVm.clone();
            int one = random.nextInt(changed.length);
            int other = random.nextInt(changed.length);
            changed[one] = random.nextBoolean()
                    ? hostByVm[other]
                    : random.nextInt(fleet.hosts().size());
            changed[other] = hostByVm[one];
            if (PlacementChecker.worsened(present, checker.hardViolations(fleet.placementOf(changed)))
                    .isEmpty()) {
                hostByVm = changed;
            }
        }
        return fleet.placementOf(hostByVm);
    }
}
