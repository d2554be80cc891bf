// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.util.Set;

/** The VMs that a location policy names. */
final class NamedVms implements LocationPolicy.Visitor<Set<VmId>> {

    @Override
    public Set<VmId> affinity(LocationPolicy.Affinity p) {
        return p.vms();
    }

    @Override
    public Set<VmId> antiAffinity(LocationPolicy.AntiAffinity p) {
        return p.vms();
    }

    @Override
    public Set<VmId> proximity(LocationPolicy.Proximity p) {
        return p.vms();
    }

    @Override
    public Set<VmId> allowedHosts(LocationPolicy.AllowedHosts p) {
        return p.vms();
    }

    @Override
    public Set<VmId> forbiddenHosts(LocationPolicy.ForbiddenHosts p) {
        return p.vms();
    }

    @Override
    public Set<VmId> exclusiveTenancy(LocationPolicy.ExclusiveTenancy p) {
        return Set.of();
    }

    @Override
    public Set<VmId> spread(LocationPolicy.Spread p) {
        return p.vms();
    }

    @Override
    public Set<VmId> maxPerDomain(LocationPolicy.MaxPerDomain p) {
        return p.vms();
    }

    @Override
    public Set<VmId> pinned(LocationPolicy.Pinned p) {
        return Set.of(p.vm());
    }

    @Override
    public Set<VmId> maxVmsPerHost(LocationPolicy.MaxVmsPerHost p) {
        return Set.of();
    }

    @Override
    public Set<VmId> failoverReserve(LocationPolicy.FailoverReserve p) {
        return Set.of();
    }

    @Override
    public Set<VmId> hardwareRequirement(LocationPolicy.HardwareRequirement p) {
        return p.vms();
    }
}
