package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;
import org.jspecify.annotations.Nullable;

/** A VM, and what is said of it. */
record Member(VmId id, HostId host, Tenant tenant, @Nullable DomainDescription description, VmLabels labels) {}
