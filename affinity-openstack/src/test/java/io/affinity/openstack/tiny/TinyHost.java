// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.tiny;

import java.util.Set;
import java.util.TreeSet;

/**
 * A host in the words of the compute API and of Placement: one of the cores and the memory in MiB that it is made of, whose cores may be promised four
 * times. Immutable; {@code with...} methods return changed copies.
 *
 * @param isCellUp whether its cell answers
 * @param dedicated cores that are not shared
 */
public record TinyHost(
        String name,
        int cores,
        int memoryMib,
        int reservedMib,
        int dedicated,
        boolean isEnabled,
        String reason,
        boolean isUp,
        boolean isCellUp,
        String type,
        Set<String> traits) {

    public TinyHost {
        traits = new TreeSet<>(traits);
    }

    public static TinyHost of(String name) {
        return new TinyHost(name, 16, 65536, 512, 0, true, "", true, true, "QEMU", Set.of("HW_CPU_X86_SSE42"));
    }

    public TinyHost sized(int newCores, int newMemoryMib, int newReservedMib) {
        return new TinyHost(
                name,
                newCores,
                newMemoryMib,
                newReservedMib,
                dedicated,
                isEnabled,
                reason,
                isUp,
                isCellUp,
                type,
                traits);
    }

    public TinyHost disabled(String why) {
        return new TinyHost(name, cores, memoryMib, reservedMib, dedicated, false, why, isUp, isCellUp, type, traits);
    }

    public TinyHost down() {
        return new TinyHost(
                name, cores, memoryMib, reservedMib, dedicated, isEnabled, reason, false, isCellUp, type, traits);
    }

    public TinyHost inCellThatIsDown() {
        return new TinyHost(
                name, cores, memoryMib, reservedMib, dedicated, isEnabled, reason, isUp, false, type, traits);
    }

    public TinyHost ironic() {
        return new TinyHost(
                name, cores, memoryMib, reservedMib, dedicated, isEnabled, reason, isUp, isCellUp, "ironic", traits);
    }

    public TinyHost dedicated(int count) {
        return new TinyHost(
                name, cores, memoryMib, reservedMib, count, isEnabled, reason, isUp, isCellUp, type, traits);
    }

    public TinyHost with(String trait) {
        Set<String> more = new TreeSet<>(traits);
        more.add(trait);
        return new TinyHost(
                name, cores, memoryMib, reservedMib, dedicated, isEnabled, reason, isUp, isCellUp, type, more);
    }

    /** {@return the id of its hypervisor and resource provider} */
    public String hypervisor() {
        return "hypervisor-" + name;
    }

    String serviceJson() {
        if (!isCellUp) {
            return "{\"binary\":\"nova-compute\",\"host\":\"" + name + "\",\"status\":\"UNKNOWN\"}";
        }
        return "{\"id\":\"service-" + name + "\",\"binary\":\"nova-compute\",\"host\":\"" + name + "\",\"status\":\""
                + (isEnabled ? "enabled" : "disabled") + "\",\"state\":\"" + (isUp ? "up" : "down")
                + "\",\"forced_down\":false,\"disabled_reason\":" + TinyServer.quoted(reason) + "}";
    }

    String hypervisorJson() {
        return "{\"id\":\"" + hypervisor() + "\",\"hypervisor_hostname\":\"" + name + "\",\"hypervisor_type\":\"" + type
                + "\",\"vcpus\":" + cores + ",\"memory_mb\":" + memoryMib + ",\"service\":{\"host\":\"" + name + "\"}}";
    }

    String inventoriesJson() {
        return "{\"inventories\":{\"VCPU\":{\"total\":" + cores + ",\"reserved\":0,\"allocation_ratio\":4.0},"
                + (dedicated == 0
                        ? ""
                        : "\"PCPU\":{\"total\":" + dedicated + ",\"reserved\":0,\"allocation_ratio\":1.0},")
                + "\"MEMORY_MB\":{\"total\":" + memoryMib + ",\"reserved\":" + reservedMib
                + ",\"allocation_ratio\":1.0}}}";
    }

    String traitsJson() {
        return traits.isEmpty() ? "{\"traits\":[]}" : "{\"traits\":[\"" + String.join("\",\"", traits) + "\"]}";
    }
}
