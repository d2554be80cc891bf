// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

/** What counts as memory demand of a VM. */
public enum MemoryMeasure {
    /** What the guest itself says it uses, if its balloon driver reported within five minutes; otherwise as RESIDENT. */
    GUEST_USED,
    /** What the host has given to it so far, at most its allocation. */
    RESIDENT
}
