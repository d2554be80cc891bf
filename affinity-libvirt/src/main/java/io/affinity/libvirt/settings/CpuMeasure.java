// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

/** What counts as CPU demand of a VM. */
public enum CpuMeasure {
    /** CPU time it got. Too low for as long as its host is contended. */
    USED,
    /** CPU time it got, and the time its vCPUs were ready but not run, up to the number of its vCPUs. */
    USED_AND_WAITED
}
