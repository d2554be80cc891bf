// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.VmSection;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An inventory in which VMs have the tenants and priorities that the cluster file gives them. */
final class LabeledInventory implements InventorySource {

    private final InventorySource source;
    private final Map<VmId, VmSection> labels;

    /** @param labels by what the file calls a VM; where that is not clear, it is {@link FileRules} that tells */
    LabeledInventory(InventorySource source, Map<VmId, VmSection> labels) {
        this.source = source;
        this.labels = labels;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Inventory inventory() {
        Inventory seen = source.inventory();
        if (labels.isEmpty()) {
            return seen;
        }
        VmNames names = seen.names();
        Map<VmId, VmSection> statedByVm = new HashMap<>();
        labels.forEach((text, stated) -> {
            Set<VmId> meant = names.meantBy(text.value());
            if (meant.size() == 1) {
                statedByVm.put(meant.iterator().next(), stated);
            }
        });
        return seen.withVms(vm -> labeled(vm, statedByVm.getOrDefault(vm.id(), VmSection.NONE)));
    }

    private static Vm labeled(Vm vm, VmSection stated) {
        Tenant tenant = stated.tenant();
        Priority priority = stated.priority();
        Vm owned = tenant == null ? vm : vm.withTenant(tenant);
        return priority == null ? owned : owned.withPriority(priority);
    }
}
