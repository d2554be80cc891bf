package io.affinity.spi.model;

/** The name of a VM, unique in a fleet. Ordered as text. */
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
