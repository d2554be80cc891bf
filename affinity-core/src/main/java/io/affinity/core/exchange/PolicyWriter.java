// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.Set;

/** Writes the kind of a policy and what it has besides, as {@link PolicyCodec} reads it. */
final class PolicyWriter implements LocationPolicy.Visitor<MessageWriter> {

    private final MessageWriter out;

    PolicyWriter(MessageWriter out) {
        this.out = out;
    }

    @Override
    public MessageWriter affinity(LocationPolicy.Affinity policy) {
        return kind("affinity", policy.vms(), policy.level());
    }

    @Override
    public MessageWriter antiAffinity(LocationPolicy.AntiAffinity policy) {
        return kind("anti-affinity", policy.vms(), policy.level());
    }

    @Override
    public MessageWriter proximity(LocationPolicy.Proximity policy) {
        out.text("proximity");
        vms(policy.vms());
        return number(policy.maxDistance());
    }

    @Override
    public MessageWriter allowedHosts(LocationPolicy.AllowedHosts policy) {
        out.text("allowed-hosts");
        vms(policy.vms());
        return hosts(policy.hosts());
    }

    @Override
    public MessageWriter forbiddenHosts(LocationPolicy.ForbiddenHosts policy) {
        out.text("forbidden-hosts");
        vms(policy.vms());
        return hosts(policy.hosts());
    }

    @Override
    public MessageWriter exclusiveTenancy(LocationPolicy.ExclusiveTenancy policy) {
        out.text("exclusive-tenancy");
        out.text(policy.tenant().value());
        out.text(policy.level().name());
        return out;
    }

    @Override
    public MessageWriter spread(LocationPolicy.Spread policy) {
        kind("spread", policy.vms(), policy.level());
        return number(policy.minDomains());
    }

    @Override
    public MessageWriter maxPerDomain(LocationPolicy.MaxPerDomain policy) {
        kind("max-per-domain", policy.vms(), policy.level());
        return number(policy.maxVms());
    }

    @Override
    public MessageWriter pinned(LocationPolicy.Pinned policy) {
        out.text("pinned");
        out.text(policy.vm().value());
        out.text(policy.host().value());
        return out;
    }

    @Override
    public MessageWriter maxVmsPerHost(LocationPolicy.MaxVmsPerHost policy) {
        out.text("max-vms-per-host");
        hosts(policy.hosts());
        return number(policy.maxVms());
    }

    @Override
    public MessageWriter failoverReserve(LocationPolicy.FailoverReserve policy) {
        out.text("failover-reserve");
        hosts(policy.hosts());
        return number(policy.hostFailures());
    }

    @Override
    public MessageWriter hardwareRequirement(LocationPolicy.HardwareRequirement policy) {
        out.text("hardware");
        vms(policy.vms());
        out.list(policy.features(), out::text);
        return out;
    }

    private MessageWriter kind(String kind, Set<VmId> vms, TopologyLevel level) {
        out.text(kind);
        vms(vms);
        out.text(level.name());
        return out;
    }

    private void vms(Set<VmId> vms) {
        out.list(vms, vm -> out.text(vm.value()));
    }

    private MessageWriter hosts(Set<HostId> hosts) {
        out.list(hosts, host -> out.text(host.value()));
        return out;
    }

    private MessageWriter number(int value) {
        out.integer(value);
        return out;
    }
}
