// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.spi.model.VmNames;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Whose demand an event moves. Immutable and thread-safe. */
public sealed interface EventScope {

    /** Every VM. */
    EventScope ALL = new All();

    /** That of every VM. */
    record All() implements EventScope {}

    /**
     * That of each VM to which one of these applies; at least one is named.
     *
     * @param vms names or ids of VMs; a name that several VMs have means none of them
     * @param groups names of location policies: the VMs that these name
     * @param tenants who own the VMs
     */
    record Named(Set<String> vms, Set<String> groups, Set<String> tenants) implements EventScope {

        public Named {
            vms = names("VM", vms);
            groups = names("group", groups);
            tenants = names("tenant", tenants);
            if (vms.isEmpty() && groups.isEmpty() && tenants.isEmpty()) {
                throw new IllegalArgumentException("The scope of an event must name a VM, a group or a tenant.");
            }
        }

        private static Set<String> names(String what, Collection<String> names) {
            Set<String> sorted = new TreeSet<>();
            for (String name : names) {
                if (name.isBlank()) {
                    throw new IllegalArgumentException(
                            "The " + what + " of a scope must have a name that is not blank.");
                }
                sorted.add(VmNames.isUuid(name) ? name.toLowerCase(Locale.ROOT) : name);
            }
            return Collections.unmodifiableSet(sorted);
        }
    }

    /** {@return the scope of one VM, by name or id} */
    static EventScope vm(String name) {
        return new Named(Set.of(name), Set.of(), Set.of());
    }

    /** {@return the scope of the VMs that a location policy names} */
    static EventScope group(String policy) {
        return new Named(Set.of(), Set.of(policy), Set.of());
    }

    /** {@return the scope of the VMs of one owner} */
    static EventScope tenant(String name) {
        return new Named(Set.of(), Set.of(), Set.of(name));
    }
}
