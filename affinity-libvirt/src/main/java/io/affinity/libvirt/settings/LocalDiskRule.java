// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

/** What is done with VMs that write to files or devices of their host which are not under a shared path. */
public enum LocalDiskRule {
    /** They stay where they are. */
    STAY,
    /** They may be migrated: the migrator copies their disks, or the operator knows that storage is shared. */
    MIGRATE
}
