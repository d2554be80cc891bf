package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.CpuComparison;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.inventory.Platform;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The CPU that a VM was given. */
record CpuNeed(Platform platform) {

    private static final Pattern UNCHECKED = Pattern.compile("\\scheck\\s*=\\s*[\"']none[\"']");

    /**
     * {@return whether a hypervisor says clearly that it cannot give this CPU; a VM whose owner wants no such check gets none,
     * and a hypervisor that cannot compare says nothing}
     */
    boolean isLackingOn(NativeConnection host) {
        if (platform.cpu().isEmpty() || UNCHECKED.matcher(platform.cpu()).find()) {
            return false;
        }
        try {
            return host.host()
                            .compareHypervisorCpu(
                                    known(platform.emulator()),
                                    known(platform.architecture()),
                                    known(platform.machine()),
                                    known(platform.virtualization()),
                                    platform.cpu())
                    == CpuComparison.INCOMPATIBLE;
        } catch (CallRefusedException e) {
            return false;
        }
    }

    private static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }
}
