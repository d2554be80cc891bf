// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

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
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.Set;

/** A location policy: name, strength, scope, kind, and what the kind has besides. Names of kinds must never change. */
final class PolicyCodec {

    private PolicyCodec() {}

    static void write(MessageWriter out, LocationPolicy policy) {
        out.text(policy.name());
        out.flag(policy.strength().isHard());
        if (policy.strength() instanceof Strength.Soft soft) {
            out.real(soft.weight());
        }
        out.text(policy.scope().name());
        policy.accept(new PolicyWriter(out));
    }

    static LocationPolicy read(MessageReader in) {
        String name = in.text();
        Strength strength = in.flag() ? Strength.hard() : Strength.soft(in.real());
        Scope scope = Scope.valueOf(in.text());
        String kind = in.text();
        return switch (kind) {
            case "affinity" -> new Affinity(name, strength, scope, vms(in), level(in));
            case "anti-affinity" -> new AntiAffinity(name, strength, scope, vms(in), level(in));
            case "proximity" -> new Proximity(name, strength, scope, vms(in), in.integer());
            case "allowed-hosts" -> new AllowedHosts(name, strength, scope, vms(in), hosts(in));
            case "forbidden-hosts" -> new ForbiddenHosts(name, strength, scope, vms(in), hosts(in));
            case "exclusive-tenancy" -> new ExclusiveTenancy(name, strength, scope, new Tenant(in.text()), level(in));
            case "spread" -> new Spread(name, strength, scope, vms(in), level(in), in.integer());
            case "max-per-domain" -> new MaxPerDomain(name, strength, scope, vms(in), level(in), in.integer());
            case "pinned" -> new Pinned(name, strength, scope, new VmId(in.text()), new HostId(in.text()));
            case "max-vms-per-host" -> new MaxVmsPerHost(name, strength, scope, hosts(in), in.integer());
            case "failover-reserve" -> new FailoverReserve(name, strength, scope, hosts(in), in.integer());
            case "hardware" -> new HardwareRequirement(name, strength, scope, vms(in), in.set(in::text));
            default -> throw new IllegalArgumentException("The kind of policy (" + kind + ") is not known.");
        };
    }

    private static Set<VmId> vms(MessageReader in) {
        return in.set(() -> new VmId(in.text()));
    }

    private static Set<HostId> hosts(MessageReader in) {
        return in.set(() -> new HostId(in.text()));
    }

    private static TopologyLevel level(MessageReader in) {
        return new TopologyLevel(in.text());
    }
}
