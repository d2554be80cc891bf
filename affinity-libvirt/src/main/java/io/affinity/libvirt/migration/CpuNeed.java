// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.CpuComparison;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.inventory.GuestMachine;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The CPU that a VM was given. */
record CpuNeed(GuestMachine machine) {

    private static final Pattern UNCHECKED = Pattern.compile("\\scheck\\s*=\\s*[\"']none[\"']");

    /**
     * {@return whether a hypervisor says clearly that it cannot give this CPU; a VM whose owner wants no such check gets none,
     * and a hypervisor that cannot compare says nothing}
     */
    boolean isLackingOn(NativeConnection host) {
        if (machine.cpu().isEmpty() || UNCHECKED.matcher(machine.cpu()).find()) {
            return false;
        }
        try {
            return host.host()
                            .compareHypervisorCpu(
                                    known(machine.emulator()),
                                    known(machine.architecture()),
                                    known(machine.type()),
                                    known(machine.virtualization()),
                                    machine.cpu())
                    == CpuComparison.INCOMPATIBLE;
        } catch (CallRefusedException e) {
            return false;
        }
    }

    private static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }
}
