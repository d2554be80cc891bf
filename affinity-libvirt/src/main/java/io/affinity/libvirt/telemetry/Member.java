// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;
import org.jspecify.annotations.Nullable;

/**
 * A VM, and what is said of it.
 *
 * @param name of the domain
 * @param label what to call it, so that it is mistaken for no other
 */
record Member(
        VmId id,
        String name,
        String label,
        HostId host,
        Tenant tenant,
        @Nullable DomainDescription description,
        VmLabels labels) {}
