// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.compute.ProviderResources.Amount;
import java.util.Map;

/** What a provider has and what is taken of it, by class of resource. */
public record ProviderRoom(Map<String, Amount> inventory, Map<String, Double> usages) {

    public ProviderRoom {
        inventory = Map.copyOf(inventory);
        usages = Map.copyOf(usages);
    }

    /** {@return how much of a class may still be promised; not negative, and zero if there is nothing of it} */
    public double free(String name) {
        Amount amount = inventory.get(name);
        return amount == null ? 0 : Math.max(0, amount.promisable() - usages.getOrDefault(name, 0.0));
    }
}
