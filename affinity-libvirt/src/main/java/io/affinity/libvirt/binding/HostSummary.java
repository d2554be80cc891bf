// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/**
 * The little that every driver of libvirt knows of a host.
 *
 * @param model of its CPU, or its architecture
 * @param memoryBytes as this call reports it; too low on machines with hot-plugged memory
 * @param cpus logical ones that are online
 */
public record HostSummary(String model, long memoryBytes, int cpus, int megahertz, int numaCells) {}
