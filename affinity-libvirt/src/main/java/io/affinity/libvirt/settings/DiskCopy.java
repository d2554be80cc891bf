// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

/**
 * What happens to disks that only the source can reach: those that are written to, are not on the network, are not below a
 * shared path, and are not shareable with other VMs.
 */
public enum DiskCopy {
    /** VMs with such disks are not migrated: the daemons refuse files, the migrator devices. */
    REFUSE,
    /** They are copied whole, to files or a pool of the same path on the target. */
    FULL,
    /** Only what differs from a backing image that is on both hosts is copied. */
    INCREMENTAL
}
