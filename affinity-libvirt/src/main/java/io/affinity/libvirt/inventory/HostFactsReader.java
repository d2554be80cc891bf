// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.HostSummary;
import io.affinity.libvirt.binding.NativeConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Asks a host what it is made of. */
final class HostFactsReader {

    private HostFactsReader() {}

    static HostFacts read(NativeConnection host) {
        HostCapabilities capabilities = HostCapabilities.parse(host.host().capabilities());
        HostSummary summary = host.host().summary();
        Set<String> features = new TreeSet<>(capabilities.features());
        for (String virtualization : List.of("kvm", "qemu")) {
            String guests = supported(host, c -> c.host().domainCapabilities(null, null, null, virtualization), "");
            if (!guests.isEmpty()) {
                features.addAll(HostCapabilities.guestCpus(virtualization, guests));
            }
        }
        return new HostFacts(
                host.host().hostName(),
                capabilities.uuid(),
                host.host().driver(),
                supported(host, c -> c.host().hypervisorVersion(), 0L),
                capabilities.defaultHugepageBytes(),
                capabilities.architecture(),
                capabilities.cpuModel(),
                summary.cpus(),
                memoryBytes(host, summary),
                capabilities.cells(),
                features);
    }

    /** The summary counts too little on machines to which memory was added while they ran. */
    private static long memoryBytes(NativeConnection host, HostSummary summary) {
        Map<String, Long> memory = supported(host, c -> c.host().memoryKibibytes(), Map.of());
        Long total = memory.get("total");
        return total == null ? summary.memoryBytes() : total * 1024;
    }

    /** Drivers differ in what they can tell; what one of them does not know is left out. */
    private static <T> T supported(NativeConnection host, Function<NativeConnection, T> question, T otherwise) {
        try {
            return question.apply(host);
        } catch (CallRefusedException e) {
            return otherwise;
        }
    }
}
