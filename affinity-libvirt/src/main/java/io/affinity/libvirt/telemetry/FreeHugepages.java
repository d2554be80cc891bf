// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.HugepageNeed;
import io.affinity.spi.model.HostId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many of the huge pages that hosts have set aside are left by the VMs that run there. */
final class FreeHugepages {

    private final Map<HostId, Map<Long, Long>> used = new HashMap<>();

    private FreeHugepages() {}

    /** @param facts what a host is made of, or null if that is not known */
    static FreeHugepages of(List<Member> members, Function<HostId, @Nullable HostFacts> facts) {
        FreeHugepages free = new FreeHugepages();
        for (Member member : members) {
            DomainDescription description = member.description();
            HostFacts host = facts.apply(member.host());
            if (description != null && host != null) {
                Map<Long, Long> ofHost = free.used.computeIfAbsent(member.host(), unknown -> new HashMap<>());
                description.hugepages().pagesOn(host).forEach((size, pages) -> ofHost.merge(size, pages, Long::sum));
            }
        }
        return free;
    }

    /** {@return whether a VM that runs elsewhere finds as many as it needs, as far as the host tells} */
    boolean suffice(HostId target, HostFacts facts, HugepageNeed need) {
        Map<Long, Long> usedThere = used.getOrDefault(target, Map.of());
        return facts.numaCells().isEmpty()
                || need.pagesOn(facts).entrySet().stream()
                        .allMatch(pages -> facts.hugepages(pages.getKey()) - usedThere.getOrDefault(pages.getKey(), 0L)
                                >= pages.getValue());
    }
}
