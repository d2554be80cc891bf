// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** The name of a host, unique in a fleet. Ordered as text. */
public record HostId(String value) implements Comparable<HostId> {

    public HostId {
        Checks.name("host id", value);
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
