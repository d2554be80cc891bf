// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.virNodeInfo;

/**
 * What a host says of itself: its hardware, its hypervisor and what it has left. Every method may block without limit, and fails as
 * those of its {@link NativeConnection} do. Thread-safe.
 */
public final class NativeHost {

    private static final int ALL = -1;

    /** Layout of {@code virNodeMemoryStats}: 80 characters of name and 8 bytes of value. */
    private static final long NODE_SIZE = 88;

    private static final long NODE_VALUE = 80;

    private final NativeConnection connection;
    private final ConnectionPointer pointer;

    NativeHost(NativeConnection connection) {
        this.connection = connection;
        this.pointer = connection.pointer();
    }

    /** {@return version of the hypervisor, such as QEMU's} */
    public long hypervisorVersion() {
        LongByReference version = new LongByReference();
        connection.call("virConnectGetVersion", c -> c.virConnectGetVersion(pointer, version));
        return version.getValue();
    }

    /** {@return name of the driver, such as {@code QEMU} or {@code TEST}} */
    public String driver() {
        return connection.object("virConnectGetType", c -> c.virConnectGetType(pointer));
    }

    public String hostName() {
        return connection.text("virConnectGetHostname", c -> c.virConnectGetHostname(pointer));
    }

    /** {@return the XML that describes the hardware of the host} */
    public String capabilities() {
        return connection.text("virConnectGetCapabilities", c -> c.virConnectGetCapabilities(pointer));
    }

    /**
     * {@return the XML that describes what guests of this kind can have; null stands for the host's default}
     *
     * @param virtualization such as {@code kvm} or {@code qemu}
     */
    public String domainCapabilities(
            @Nullable String emulator,
            @Nullable String architecture,
            @Nullable String machine,
            @Nullable String virtualization) {
        return connection.text(
                "virConnectGetDomainCapabilities",
                c -> c.virConnectGetDomainCapabilities(pointer, emulator, architecture, machine, virtualization, 0));
    }

    /** {@return whether the hypervisor can run {@code cpu}, the XML of a guest's CPU} */
    public CpuComparison compareHypervisorCpu(
            @Nullable String emulator,
            @Nullable String architecture,
            @Nullable String machine,
            @Nullable String virtualization,
            String cpu) {
        int comparison = connection.call(
                "virConnectCompareHypervisorCPU",
                c -> c.virConnectCompareHypervisorCPU(
                        pointer, emulator, architecture, machine, virtualization, cpu, 0));
        return switch (comparison) {
            case 1 -> CpuComparison.IDENTICAL;
            case 2 -> CpuComparison.SUPERSET;
            default -> CpuComparison.INCOMPATIBLE;
        };
    }

    public HostSummary summary() {
        virNodeInfo info = new virNodeInfo();
        connection.call("virNodeGetInfo", c -> c.virNodeGetInfo(pointer, info));
        return new HostSummary(
                Native.toString(info.model, StandardCharsets.UTF_8.name()),
                info.memory.longValue() * 1024,
                info.cpus,
                info.mhz,
                info.nodes);
    }

    /** {@return what the host says of its memory, in KiB: total, free, buffers, cached} */
    public Map<String, Long> memoryKibibytes() {
        IntByReference count = new IntByReference();
        readMemory(null, count);
        Map<String, Long> result = new LinkedHashMap<>();
        if (count.getValue() == 0) {
            return result;
        }
        try (Memory values = new Memory(NODE_SIZE * count.getValue())) {
            values.clear();
            readMemory(values, count);
            for (int i = 0; i < count.getValue(); i++) {
                result.put(
                        values.getString(i * NODE_SIZE, StandardCharsets.UTF_8.name()),
                        values.getLong(i * NODE_SIZE + NODE_VALUE));
            }
        }
        return result;
    }

    private void readMemory(@Nullable Pointer values, IntByReference count) {
        connection.call("virNodeGetMemoryStats", c -> c.virNodeGetMemoryStats(pointer, ALL, values, count, 0));
    }

    /** {@return how many pages of this size, in bytes, are free on the whole host} */
    public long freePages(long pageBytes) {
        int[] kibibytes = {Math.toIntExact(pageBytes / 1024)};
        long[] counts = new long[1];
        connection.call(
                "virNodeGetFreePages",
                c -> c.virNodeGetFreePages(pointer, kibibytes.length, kibibytes, ALL, 1, counts, 0));
        return counts[0];
    }
}
