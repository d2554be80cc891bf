// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

/**
 * How the features of a host are called. Policies ask for them by these names; domains ask for some by themselves.
 *
 * <ul>
 *   <li>{@code arch:x86_64}: runs guests of this architecture
 *   <li>{@code machine:pc-i440fx-7.2}: knows this machine type
 *   <li>{@code kvm-cpu:EPYC-Rome}, {@code qemu-cpu:qemu64}: can give guests this CPU model, by KVM or by emulation
 *   <li>{@code host-cpu:AMD-26-2-1}: has exactly this CPU (vendor, family, model, stepping)
 *   <li>{@code cpu-feature:avx2}: its CPU has this feature
 *   <li>{@code hugepages:2097152}: has pages of this many bytes set aside
 *   <li>{@code hugepages:default}: has pages set aside of the size that it uses where none is stated
 *   <li>{@code numa-cells:2}: has this many NUMA cells
 * </ul>
 */
public final class FeatureName {

    static final String HOST_CPU = "host-cpu:";
    static final String CPU_FEATURE = "cpu-feature:";
    static final String DEFAULT_HUGEPAGES = "hugepages:default";

    private FeatureName() {}

    public static String architecture(String name) {
        return "arch:" + name;
    }

    public static String machine(String name) {
        return "machine:" + name;
    }

    /**
     * {@return the name of a CPU model that guests can have}
     *
     * @param virtualization {@code kvm} or {@code qemu}, as in the type of a domain
     */
    public static String guestCpu(String virtualization, String model) {
        return virtualization + "-cpu:" + model;
    }

    static String hostCpu(String vendor, String family, String model, String stepping) {
        return HOST_CPU + vendor + "-" + family + "-" + model + "-" + stepping;
    }

    public static String cpuFeature(String name) {
        return CPU_FEATURE + name;
    }

    public static String hugepages(long bytes) {
        return "hugepages:" + bytes;
    }

    static String numaCells(int number) {
        return "numa-cells:" + number;
    }
}
