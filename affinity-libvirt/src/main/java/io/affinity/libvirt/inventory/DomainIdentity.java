// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.UUID;

/**
 * Which domain a VM of the fleet is: the one of its UUID. Whoever may define domains may give them any name, so that names say
 * nothing.
 */
public final class DomainIdentity {

    private DomainIdentity() {}

    /** {@return the id in the fleet of a domain} */
    public static VmId vm(DomainKey domain) {
        return new VmId(domain.uuid().toString());
    }

    /** {@return what to call a domain in the fleet: by its name, or by its UUID if that is blank} */
    public static String name(DomainKey domain) {
        return domain.name().isBlank() ? domain.uuid().toString() : domain.name();
    }

    /** {@return whether a domain can have this id} */
    public static boolean isPossible(VmId vm) {
        return VmNames.isUuid(vm.value()) && uuid(vm).toString().equals(vm.value());
    }

    /**
     * {@return the UUID of a VM}
     *
     * @throws IllegalArgumentException if its id is none, so that it is no domain
     */
    public static UUID uuid(VmId vm) {
        if (!VmNames.isUuid(vm.value())) {
            throw new IllegalArgumentException("The id of a VM (" + vm + ") must be the UUID of its domain.");
        }
        return UUID.fromString(vm.value());
    }

    /**
     * {@return the domain of a VM on a host, to be closed by the caller}
     *
     * @throws CallRefusedException with {@link io.affinity.libvirt.binding.ErrorCode#NO_DOMAIN} if the host does not have it
     * @throws IllegalArgumentException if the id is no UUID
     */
    public static NativeDomain on(NativeConnection host, VmId vm) {
        return host.domain(uuid(vm));
    }
}
