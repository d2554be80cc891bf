// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who VMs are, as the fleet was last observed: what scopes of events are held against. Whoever runs the loop tells it of each fleet.
 * A VM of which nothing is known has its id, and no group or tenant. Thread-safe.
 */
public final class KnownVms {

    /**
     * Who a VM is.
     *
     * @param names that mean it and no other
     * @param groups the location policies that name it
     * @param tenant who owns it; null if that is not known
     */
    record Member(
            Set<String> names, Set<String> groups, @Nullable String tenant) {

        boolean isIn(EventScope scope) {
            return !(scope instanceof EventScope.Named named)
                    || isAny(names, named.vms())
                    || isAny(groups, named.groups())
                    || (tenant != null && named.tenants().contains(tenant));
        }

        private static boolean isAny(Set<String> own, Set<String> wanted) {
            return !wanted.isEmpty() && own.stream().anyMatch(wanted::contains);
        }
    }

    private volatile Map<VmId, Member> members = Map.of();

    /** Knows of no VM yet. */
    public KnownVms() {}

    /** Takes note of who VMs are from now on. */
    public void observe(Fleet fleet) {
        observe(fleet.vms(), fleet.policies());
    }

    /**
     * The same for whoever has no fleet yet.
     *
     * @param vms all there are
     * @param policies whose VMs are groups by the name of the policy
     */
    public void observe(Collection<Vm> vms, Collection<? extends LocationPolicy> policies) {
        VmNames names = VmNames.of(vms);
        Map<VmId, Set<String>> groups = new HashMap<>();
        for (LocationPolicy policy : policies) {
            for (VmId vm : policy.accept(new NamedVms())) {
                groups.computeIfAbsent(vm, unknown -> new HashSet<>()).add(policy.name());
            }
        }
        Map<VmId, Member> observed = new HashMap<>();
        for (Vm vm : vms) {
            boolean isOwn = names.meantBy(vm.name()).equals(Set.of(vm.id()));
            Set<String> own = Set.copyOf(
                    List.of(vm.id().value(), isOwn ? vm.name() : vm.id().value()));
            Set<String> of = Set.copyOf(groups.getOrDefault(vm.id(), Set.of()));
            observed.put(vm.id(), new Member(own, of, vm.tenant().value()));
        }
        members = Map.copyOf(observed);
    }

    /** {@return whether a scope applies to a VM, by what is known of it} */
    public boolean isIn(VmId vm, EventScope scope) {
        return member(vm).isIn(scope);
    }

    Member member(VmId vm) {
        Member known = members.get(vm);
        return known == null ? new Member(Set.of(vm.value()), Set.of(), null) : known;
    }
}
