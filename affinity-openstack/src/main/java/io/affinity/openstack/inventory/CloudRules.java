// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.inventory.ServerLabels.Budget;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that a cloud has for its servers, those that operators and owners state, and those that follow from what servers are. */
public final class CloudRules {

    private CloudRules() {}

    /**
     * {@return the rules that hold for these VMs, where they are in the inventory; those that the cloud does not know have none here}
     *
     * @param view of the cloud at the instant of the inventory
     */
    public static Rules of(Inventory inventory, CloudView view, InventorySettings settings) {
        Map<VmId, Guest> guests = new LinkedHashMap<>();
        view.guests().forEach((vm, guest) -> {
            if (inventory.contains(vm)) {
                guests.put(vm, guest.on(inventory.placement().hostOf(vm)));
            }
        });
        VmNames labels = VmNames.of(inventory.vms());
        PolicyNames names = new PolicyNames();
        List<LocationPolicy> policies = new ArrayList<>(GroupRules.of(view, guests, labels, names));
        policies.addAll(BoundaryRules.of(view, settings, guests, names));
        policies.addAll(FlavorRules.of(view, guests, names));
        List<MigrationBudget> budgets = new ArrayList<>();
        for (Guest guest : guests.values()) {
            String why = why(guest, labels.label(guest.id()));
            if (!why.isEmpty() && !view.isOurs(guest.id())) {
                policies.add(LocationPolicy.Pinned.of(names.free(why), guest.id(), guest.host()));
            }
            Budget budget = guest.labels().budget();
            if (budget != null) {
                budgets.add(new MigrationBudget(
                        new MigrationBudget.Subject.Group(Set.of(guest.id())), budget.migrations(), budget.window()));
            }
        }
        return new Rules(policies, budgets);
    }

    /** {@return why a VM stays where it is; empty if it may be migrated} */
    private static String why(Guest guest, String label) {
        List<String> reasons = new ArrayList<>();
        if (!guest.server().flavor().areSpecsTold()) {
            reasons.add("what its flavor asks of hosts is not told");
        }
        if (!guest.needs().devices().isEmpty()) {
            reasons.add("has " + String.join(", ", guest.needs().devices()));
        }
        if (!guest.labels().mayMigrate()) {
            reasons.add("metadata: never to be migrated");
        }
        guest.labels().problems().forEach(problem -> reasons.add("metadata: " + problem));
        if (!guest.occupation().isEmpty()) {
            return label + " is " + guest.occupation()
                    + (reasons.isEmpty() ? "" : ", and stays (" + String.join("; ", reasons) + ")");
        }
        return reasons.isEmpty() ? "" : label + " stays (" + String.join("; ", reasons) + ")";
    }
}
