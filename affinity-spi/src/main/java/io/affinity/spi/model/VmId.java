// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** What tells a VM from all others of a fleet, for as long as it exists. Ordered as text. */
public record VmId(String value) implements Comparable<VmId> {

    public VmId {
        Checks.name("VM id", value);
    }

    @Override
    public int compareTo(VmId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
