package io.affinity.cli.cluster;

import io.affinity.cli.config.VmSection;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.Map;

/** An inventory in which VMs have the tenants and priorities that the cluster file gives them. */
final class LabeledInventory implements InventorySource {

    private final InventorySource source;
    private final Map<VmId, VmSection> labels;

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
        return labels.isEmpty() ? seen : seen.withVms(this::labeled);
    }

    private Vm labeled(Vm vm) {
        VmSection stated = labels.getOrDefault(vm.id(), VmSection.NONE);
        Tenant tenant = stated.tenant();
        Priority priority = stated.priority();
        Vm owned = tenant == null ? vm : vm.withTenant(tenant);
        return priority == null ? owned : owned.withPriority(priority);
    }
}
