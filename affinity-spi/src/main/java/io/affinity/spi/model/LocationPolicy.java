// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A rule about where VMs may run. Each kind defines its <em>violation</em>, a number that is zero when the rule is kept and
 * grows with the damage; "never worse" means that this number does not grow. All kinds are immutable and thread-safe.
 *
 * <p>Sets of VMs and hosts may name ids that are not in a fleet; those are ignored, so that a rule
 * survives its VMs. A rule that allows only hosts which are not in the fleet is violated wherever its VMs run.
 */
public sealed interface LocationPolicy {

    /** {@return the name that reasons and errors refer to; unique in a fleet} */
    String name();

    /** {@return whether it must be kept or is wished for} */
    Strength strength();

    /** {@return whether it holds at the end only or also during the change} */
    Scope scope();

    /** {@return what the visitor says of this kind of policy} */
    <T> T accept(Visitor<T> visitor);

    /** A question with an answer for each kind of policy: the compiler sees to it that none is forgotten. */
    interface Visitor<T> {

        T affinity(Affinity policy);

        T antiAffinity(AntiAffinity policy);

        T proximity(Proximity policy);

        T allowedHosts(AllowedHosts policy);

        T forbiddenHosts(ForbiddenHosts policy);

        T exclusiveTenancy(ExclusiveTenancy policy);

        T spread(Spread policy);

        T maxPerDomain(MaxPerDomain policy);

        T pinned(Pinned policy);

        T maxVmsPerHost(MaxVmsPerHost policy);

        T failoverReserve(FailoverReserve policy);

        T hardwareRequirement(HardwareRequirement policy);
    }

    /** VMs share one domain at {@code level}. Violation: the number of domains they are in, less one. */
    record Affinity(String name, Strength strength, Scope scope, Set<VmId> vms, TopologyLevel level)
            implements LocationPolicy {
        public Affinity {
            Checks.name("policy name", name);
            vms = ordered(name, vms);
        }

        /** {@return the hard rule that these VMs share one host, at any time} */
        public static Affinity of(String name, Set<VmId> vms) {
            return new Affinity(name, Strength.hard(), Scope.CONTINUOUS, vms, TopologyLevel.HOST);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.affinity(this);
        }
    }

    /**
     * No two VMs share a domain at {@code level}. Violation: the number of VMs in excess of one, summed over domains.
     */
    record AntiAffinity(String name, Strength strength, Scope scope, Set<VmId> vms, TopologyLevel level)
            implements LocationPolicy {
        public AntiAffinity {
            Checks.name("policy name", name);
            vms = ordered(name, vms);
        }

        /** {@return the hard rule that no two of these VMs share a host, at any time} */
        public static AntiAffinity of(String name, Set<VmId> vms) {
            return new AntiAffinity(name, Strength.hard(), Scope.CONTINUOUS, vms, TopologyLevel.HOST);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.antiAffinity(this);
        }
    }

    /**
     * VMs are within {@code maxDistance} of each other, as {@link Topology#distance} counts. Violation: the number of pairs
     * that are farther apart.
     */
    record Proximity(String name, Strength strength, Scope scope, Set<VmId> vms, int maxDistance)
            implements LocationPolicy {
        public Proximity {
            Checks.name("policy name", name);
            Checks.atLeast("distance of policy " + name, maxDistance, 0);
            vms = ordered(name, vms);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.proximity(this);
        }
    }

    /** VMs run on these hosts only. Violation: the number of VMs elsewhere. */
    record AllowedHosts(String name, Strength strength, Scope scope, Set<VmId> vms, Set<HostId> hosts)
            implements LocationPolicy {
        public AllowedHosts {
            Checks.name("policy name", name);
            vms = ordered(name, vms);
            hosts = ordered(name, hosts);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.allowedHosts(this);
        }
    }

    /** VMs do not run on these hosts. Violation: the number of VMs that do. */
    record ForbiddenHosts(String name, Strength strength, Scope scope, Set<VmId> vms, Set<HostId> hosts)
            implements LocationPolicy {
        public ForbiddenHosts {
            Checks.name("policy name", name);
            vms = ordered(name, vms);
            hosts = ordered(name, hosts);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.forbiddenHosts(this);
        }
    }

    /**
     * VMs of {@code tenant} share a domain at {@code level} with nobody else's. Violation: the number of VMs of others in
     * domains where the tenant has at least one VM.
     */
    record ExclusiveTenancy(String name, Strength strength, Scope scope, Tenant tenant, TopologyLevel level)
            implements LocationPolicy {
        public ExclusiveTenancy {
            Checks.name("policy name", name);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.exclusiveTenancy(this);
        }
    }

    /**
     * VMs are spread over at least {@code minDomains} domains at {@code level}. Violation: the number of domains that are
     * missing, where no more are asked for than there are VMs.
     */
    record Spread(String name, Strength strength, Scope scope, Set<VmId> vms, TopologyLevel level, int minDomains)
            implements LocationPolicy {
        public Spread {
            Checks.name("policy name", name);
            Checks.atLeast("number of domains of policy " + name, minDomains, 1);
            vms = ordered(name, vms);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.spread(this);
        }
    }

    /** At most {@code maxVms} of these VMs share a domain at {@code level}. Violation: the VMs in excess, summed. */
    record MaxPerDomain(String name, Strength strength, Scope scope, Set<VmId> vms, TopologyLevel level, int maxVms)
            implements LocationPolicy {
        public MaxPerDomain {
            Checks.name("policy name", name);
            Checks.atLeast("number of VMs of policy " + name, maxVms, 1);
            vms = ordered(name, vms);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.maxPerDomain(this);
        }
    }

    /** A VM stays on one host. Violation: 1 if it is elsewhere. */
    record Pinned(String name, Strength strength, Scope scope, VmId vm, HostId host) implements LocationPolicy {
        public Pinned {
            Checks.name("policy name", name);
        }

        /** {@return the hard rule that this VM stays on this host, at any time} */
        public static Pinned of(String name, VmId vm, HostId host) {
            return new Pinned(name, Strength.hard(), Scope.CONTINUOUS, vm, host);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.pinned(this);
        }
    }

    /** Each of these hosts runs at most {@code maxVms} VMs. Violation: the VMs in excess, summed over hosts. */
    record MaxVmsPerHost(String name, Strength strength, Scope scope, Set<HostId> hosts, int maxVms)
            implements LocationPolicy {
        public MaxVmsPerHost {
            Checks.name("policy name", name);
            Checks.atLeast("number of VMs of policy " + name, maxVms, 0);
            hosts = ordered(name, hosts);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.maxVmsPerHost(this);
        }
    }

    /**
     * The allocation of any {@code hostFailures} of these hosts fits into what the others may still promise (N + k).
     * Violation: for each resource whose allocation all of these hosts limit, the allocation of the hosts whose failure is
     * worst less the free allocation of the others, as a share of the mean limit of a host; summed over resources, never
     * below zero. A host that promises more than it may has nothing free.
     */
    record FailoverReserve(String name, Strength strength, Scope scope, Set<HostId> hosts, int hostFailures)
            implements LocationPolicy {
        public FailoverReserve {
            Checks.name("policy name", name);
            Checks.atLeast("number of host failures of policy " + name, hostFailures, 1);
            hosts = ordered(name, hosts);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.failoverReserve(this);
        }
    }

    /** VMs run on hosts that have all of these features. Violation: the number of VMs on hosts that lack one. */
    record HardwareRequirement(String name, Strength strength, Scope scope, Set<VmId> vms, Set<String> features)
            implements LocationPolicy {
        public HardwareRequirement {
            Checks.name("policy name", name);
            vms = ordered(name, vms);
            features = ordered(name, features);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.hardwareRequirement(this);
        }
    }

    private static <T> Set<T> ordered(String policy, Set<T> values) {
        Checks.notEmpty("set of policy " + policy, values);
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
}
