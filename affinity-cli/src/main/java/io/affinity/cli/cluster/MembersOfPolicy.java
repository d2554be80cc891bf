// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts VMs in the place of what a policy calls them, and remembers whom it names. A policy that is left without VMs is none. */
final class MembersOfPolicy implements LocationPolicy.Visitor<Optional<LocationPolicy>> {

    private final Function<VmId, Set<VmId>> meaning;
    private final Set<VmId> vms = new LinkedHashSet<>();
    private final Set<HostId> hosts = new LinkedHashSet<>();
    private boolean namesVms;

    /** @param meaning of what a policy calls a VM */
    MembersOfPolicy(Function<VmId, Set<VmId>> meaning) {
        this.meaning = meaning;
    }

    /** {@return the VMs that are meant} */
    Set<VmId> vms() {
        return vms;
    }

    Set<HostId> hosts() {
        return hosts;
    }

    /** {@return whether it is about VMs that it names, whoever they are} */
    boolean namesVms() {
        return namesVms;
    }

    private Optional<LocationPolicy> of(Set<VmId> named, Function<Set<VmId>, LocationPolicy> policy) {
        namesVms = true;
        named.forEach(vm -> vms.addAll(meaning.apply(vm)));
        return vms.isEmpty() ? Optional.empty() : Optional.of(policy.apply(vms));
    }

    @Override
    public Optional<LocationPolicy> affinity(LocationPolicy.Affinity p) {
        return of(p.vms(), v -> new LocationPolicy.Affinity(p.name(), p.strength(), p.scope(), v, p.level()));
    }

    @Override
    public Optional<LocationPolicy> antiAffinity(LocationPolicy.AntiAffinity p) {
        return of(p.vms(), v -> new LocationPolicy.AntiAffinity(p.name(), p.strength(), p.scope(), v, p.level()));
    }

    @Override
    public Optional<LocationPolicy> proximity(LocationPolicy.Proximity p) {
        return of(p.vms(), v -> new LocationPolicy.Proximity(p.name(), p.strength(), p.scope(), v, p.maxDistance()));
    }

    @Override
    public Optional<LocationPolicy> allowedHosts(LocationPolicy.AllowedHosts p) {
        hosts.addAll(p.hosts());
        return of(p.vms(), v -> new LocationPolicy.AllowedHosts(p.name(), p.strength(), p.scope(), v, p.hosts()));
    }

    @Override
    public Optional<LocationPolicy> forbiddenHosts(LocationPolicy.ForbiddenHosts p) {
        hosts.addAll(p.hosts());
        return of(p.vms(), v -> new LocationPolicy.ForbiddenHosts(p.name(), p.strength(), p.scope(), v, p.hosts()));
    }

    @Override
    public Optional<LocationPolicy> exclusiveTenancy(LocationPolicy.ExclusiveTenancy p) {
        return Optional.of(p);
    }

    @Override
    public Optional<LocationPolicy> spread(LocationPolicy.Spread p) {
        return of(
                p.vms(),
                v -> new LocationPolicy.Spread(p.name(), p.strength(), p.scope(), v, p.level(), p.minDomains()));
    }

    @Override
    public Optional<LocationPolicy> maxPerDomain(LocationPolicy.MaxPerDomain p) {
        return of(
                p.vms(),
                v -> new LocationPolicy.MaxPerDomain(p.name(), p.strength(), p.scope(), v, p.level(), p.maxVms()));
    }

    @Override
    public Optional<LocationPolicy> pinned(LocationPolicy.Pinned p) {
        hosts.add(p.host());
        return of(
                Set.of(p.vm()),
                v -> new LocationPolicy.Pinned(
                        p.name(), p.strength(), p.scope(), v.iterator().next(), p.host()));
    }

    @Override
    public Optional<LocationPolicy> maxVmsPerHost(LocationPolicy.MaxVmsPerHost p) {
        hosts.addAll(p.hosts());
        return Optional.of(p);
    }

    @Override
    public Optional<LocationPolicy> failoverReserve(LocationPolicy.FailoverReserve p) {
        hosts.addAll(p.hosts());
        return Optional.of(p);
    }

    @Override
    public Optional<LocationPolicy> hardwareRequirement(LocationPolicy.HardwareRequirement p) {
        return of(
                p.vms(),
                v -> new LocationPolicy.HardwareRequirement(p.name(), p.strength(), p.scope(), v, p.features()));
    }
}
