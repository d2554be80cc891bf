// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack;

import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.openstack.settings.MigratorSettings;

/**
 * How a cloud is asked, what of it is looked after, and how VMs are migrated. Immutable.
 *
 * @param calls how it is asked
 * @param inventory which hosts are looked after
 * @param migrator how migrations are asked for and watched
 */
public record OpenStackSettings(CallLimits calls, InventorySettings inventory, MigratorSettings migrator) {

    /** The default of each part. */
    public static final OpenStackSettings DEFAULT =
            new OpenStackSettings(CallLimits.DEFAULT, InventorySettings.DEFAULT, MigratorSettings.DEFAULT);

    /** {@return the same, asked otherwise} */
    public OpenStackSettings withCalls(CallLimits other) {
        return new OpenStackSettings(other, inventory, migrator);
    }

    /** {@return the same for other hosts} */
    public OpenStackSettings withInventory(InventorySettings other) {
        return new OpenStackSettings(calls, other, migrator);
    }

    /** {@return the same with other migrations} */
    public OpenStackSettings withMigrator(MigratorSettings other) {
        return new OpenStackSettings(calls, inventory, other);
    }
}
