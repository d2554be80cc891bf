package io.affinity.libvirt.telemetry;

import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Rules that follow from what domains are: those that cannot be migrated stay, and the others go only to hosts that can run
 * them. What the present host of a VM does not offer either is not asked for: the VM evidently runs without it.
 */
final class DerivedPolicies {

    private DerivedPolicies() {}

    static List<LocationPolicy> of(
            List<Member> members,
            Map<HostId, Host> hosts,
            Function<HostId, String> hostCpu,
            TelemetrySettings settings) {
        List<LocationPolicy> policies = new ArrayList<>();
        Map<Set<String>, Set<VmId>> byNeed = new LinkedHashMap<>();
        for (Member member : members) {
            List<String> reasons = Stays.reasons(member, settings);
            if (!reasons.isEmpty()) {
                policies.add(new LocationPolicy.Pinned(
                        member.id() + " stays (" + String.join("; ", reasons) + ")",
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        member.id(),
                        member.host()));
                continue;
            }
            Host host = hosts.get(member.host());
            Set<String> needs = needs(member, hostCpu);
            if (host != null) {
                needs.retainAll(host.features());
            }
            if (!needs.isEmpty()) {
                byNeed.computeIfAbsent(needs, unknown -> new LinkedHashSet<>()).add(member.id());
            }
        }
        byNeed.forEach((needs, vms) -> policies.add(new LocationPolicy.HardwareRequirement(
                "needs " + String.join(", ", needs), Strength.hard(), Scope.CONTINUOUS, vms, needs)));
        return policies;
    }

    private static Set<String> needs(Member member, Function<HostId, String> hostCpu) {
        Set<String> needs = new TreeSet<>();
        if (member.description() != null) {
            needs.addAll(member.description().neededFeatures());
            if (member.description().needsHostCpu()) {
                needs.add(hostCpu.apply(member.host()));
            }
        }
        needs.remove("");
        return needs;
    }
}
