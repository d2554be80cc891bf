// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
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
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * For each kind of policy a quiet cluster in which it is broken and one migration mends it: hosts a1 and a2 in rack a, b1
 * and b2 in rack b, and three VMs of which the first two have tenants of their own.
 */
enum PolicyCase {
    AFFINITY("a1", "b1", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new Affinity(NAME, strength, Scope.FINAL, Set.of(V1, V2), TopologyLevel.RACK);
        }
    },
    ANTI_AFFINITY("a1", "a1", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new AntiAffinity(NAME, strength, Scope.FINAL, Set.of(V1, V2), TopologyLevel.HOST);
        }
    },
    PROXIMITY("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new Proximity(NAME, strength, Scope.FINAL, Set.of(V1, V2), 0);
        }
    },
    ALLOWED_HOSTS("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new AllowedHosts(NAME, strength, Scope.FINAL, Set.of(V1), Set.of(B1));
        }
    },
    FORBIDDEN_HOSTS("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new ForbiddenHosts(NAME, strength, Scope.FINAL, Set.of(V1), Set.of(A1));
        }
    },
    EXCLUSIVE_TENANCY("a1", "a1", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new ExclusiveTenancy(NAME, strength, Scope.FINAL, new Tenant("t1"), TopologyLevel.HOST);
        }
    },
    SPREAD("a1", "a2", "a1") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new Spread(NAME, strength, Scope.FINAL, Set.of(V1, V2, V3), TopologyLevel.RACK, 2);
        }
    },
    MAX_PER_DOMAIN("a1", "a1", "a1") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new MaxPerDomain(NAME, strength, Scope.FINAL, Set.of(V1, V2, V3), TopologyLevel.HOST, 2);
        }
    },
    PINNED("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new Pinned(NAME, strength, Scope.FINAL, V1, B1);
        }
    },
    MAX_VMS_PER_HOST("a1", "a1", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new MaxVmsPerHost(NAME, strength, Scope.FINAL, Set.of(A1), 1);
        }
    },
    /** 40 GB on each of two hosts of 64 GB: 16 GB of either have no place on the other. */
    FAILOVER_RESERVE("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new FailoverReserve(NAME, strength, Scope.FINAL, Set.of(A1, A2), 1);
        }
    },
    HARDWARE_REQUIREMENT("a1", "a2", "b2") {
        @Override
        LocationPolicy policy(Strength strength) {
            return new HardwareRequirement(NAME, strength, Scope.FINAL, Set.of(V1), Set.of("gpu"));
        }
    };

    static final String NAME = "the-rule";

    private static final HostId A1 = new HostId("a1");
    private static final HostId A2 = new HostId("a2");
    private static final HostId B1 = new HostId("b1");
    private static final HostId B2 = new HostId("b2");
    private static final VmId V1 = new VmId("v1");
    private static final VmId V2 = new VmId("v2");
    private static final VmId V3 = new VmId("v3");

    private final String first;
    private final String second;
    private final String third;

    /** Says where the three VMs run. */
    PolicyCase(String first, String second, String third) {
        this.first = first;
        this.second = second;
        this.third = third;
    }

    abstract LocationPolicy policy(Strength strength);

    /** {@return the cluster with the broken policy, in which nothing else is wrong} */
    PlacementProblem problem(Strength strength) {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Instant origin = Instant.parse("2026-01-05T00:00:00Z");
        ResourceVector capacity = ResourceVector.of(resources, 16, 64e9);
        // Only the case of the reserve needs much memory; elsewhere all VMs fit on one host.
        double memory = this == FAILOVER_RESERVE ? 40e9 : 8e9;
        Fleet fleet = Fleet.builder(origin)
                .topology(new Topology(List.of(TopologyLevel.HOST, TopologyLevel.RACK)))
                .host(Host.of(A1, capacity).withFaultDomain(TopologyLevel.RACK, "a"))
                .host(Host.of(A2, capacity).withFaultDomain(TopologyLevel.RACK, "a"))
                .host(Host.of(B1, capacity)
                        .withFaultDomain(TopologyLevel.RACK, "b")
                        .withFeatures(Set.of("gpu")))
                .host(Host.of(B2, capacity).withFaultDomain(TopologyLevel.RACK, "b"))
                .vm(vm(V1, resources, memory).withTenant(new Tenant("t1")), new HostId(first))
                .vm(vm(V2, resources, memory).withTenant(new Tenant("t2")), new HostId(second))
                .vm(vm(V3, resources, 8e9), new HostId(third))
                .policy(policy(strength))
                .build();
        Scenarios scenarios =
                Scenarios.of(fleet, origin, Duration.ofMinutes(5), 2, 2, (v, r, t, s) -> r == 0 ? 0.5 : 4e9f);
        return PlacementProblem.of(scenarios, ObjectiveWeights.CONTENTION_ONLY);
    }

    private static Vm vm(VmId id, ResourceSet resources, double memory) {
        return Vm.of(id, ResourceVector.of(resources, 2, memory));
    }
}
