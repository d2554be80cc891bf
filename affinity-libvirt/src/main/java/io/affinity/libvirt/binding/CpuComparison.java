// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/** Whether a hypervisor can run a CPU model. */
public enum CpuComparison {
    INCOMPATIBLE,
    IDENTICAL,
    SUPERSET
}
