// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/**
 * What a disk did since its domain was started.
 *
 * @param bytes read and written
 * @param operations reads and writes
 */
public record DiskCounters(long bytes, long operations) {}
