// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.util.Set;

/**
 * The VMs that a location policy holds apart, which do the same as a rule: replicas. What is to be kept together, such as an
 * application and its database, or on hosts of some kind, is not alike.
 */
final class ReplicaPolicies implements LocationPolicy.Visitor<Set<VmId>> {

    @Override
    public Set<VmId> affinity(LocationPolicy.Affinity policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> antiAffinity(LocationPolicy.AntiAffinity policy) {
        return policy.vms();
    }

    @Override
    public Set<VmId> proximity(LocationPolicy.Proximity policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> allowedHosts(LocationPolicy.AllowedHosts policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> forbiddenHosts(LocationPolicy.ForbiddenHosts policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> exclusiveTenancy(LocationPolicy.ExclusiveTenancy policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> spread(LocationPolicy.Spread policy) {
        return policy.vms();
    }

    @Override
    public Set<VmId> maxPerDomain(LocationPolicy.MaxPerDomain policy) {
        return policy.vms();
    }

    @Override
    public Set<VmId> pinned(LocationPolicy.Pinned policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> maxVmsPerHost(LocationPolicy.MaxVmsPerHost policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> failoverReserve(LocationPolicy.FailoverReserve policy) {
        return Set.of();
    }

    @Override
    public Set<VmId> hardwareRequirement(LocationPolicy.HardwareRequirement policy) {
        return Set.of();
    }
}
