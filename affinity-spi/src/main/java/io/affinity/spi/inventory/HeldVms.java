// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Has VMs that are held stay, by what every stage keeps to already: a hard policy. */
final class HeldVms {

    private HeldVms() {}

    /** {@return the policies of these rules, and one more for each VM of the fleet that is held} */
    static List<LocationPolicy> pinned(Rules rules, Fleet fleet) {
        Set<VmId> held = new TreeSet<>();
        for (Hold hold : rules.holds()) {
            hold.vms().stream().filter(fleet::contains).forEach(held::add);
        }
        List<LocationPolicy> policies = new ArrayList<>(rules.policies());
        if (!held.isEmpty()) {
            Set<String> names = new HashSet<>();
            policies.forEach(policy -> names.add(policy.name()));
            VmNames labels = VmNames.of(fleet.vms());
            held.forEach(vm -> policies.add(LocationPolicy.Pinned.of(
                    free(labels.label(vm) + " is held", names),
                    vm,
                    fleet.placement().hostOf(vm))));
        }
        return policies;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }
}
