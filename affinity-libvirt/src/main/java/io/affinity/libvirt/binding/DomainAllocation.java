// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/**
 * The little that every driver of libvirt knows of a domain.
 *
 * @param maxMemoryBytes what it was promised
 * @param memoryBytes what it has now, by its balloon
 * @param cpuNanos CPU time used since it was started
 */
public record DomainAllocation(int state, long maxMemoryBytes, long memoryBytes, int vcpus, long cpuNanos) {}
