// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** Who owns a VM, by name. Ordered as text. */
public record Tenant(String value) implements Comparable<Tenant> {

    public Tenant {
        Checks.name("tenant", value);
    }

    @Override
    public int compareTo(Tenant other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
