// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The argument checks that this package shares; each message names the thing, its value and what is legal. */
final class WorkloadChecks {

    private WorkloadChecks() {}

    static void name(String thing, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must not be blank.");
        }
    }

    /** From 0 to 1. */
    static void fraction(String thing, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be from 0 to 1.");
        }
    }

    /** Zero or more, and finite. */
    static void notNegative(String thing, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be finite and not negative.");
        }
    }

    static void aboveZero(String thing, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be finite and greater than zero.");
        }
    }

    static void finite(String thing, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be finite.");
        }
    }

    static void positive(String thing, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be positive.");
        }
    }

    static void within(String thing, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be from " + least + " to " + most + ".");
        }
    }

    /** {@return the resources of the allocations of all VMs; there is at least one VM, and ids are distinct} */
    static ResourceSet commonResources(List<Vm> vms) {
        if (vms.isEmpty()) {
            throw new IllegalArgumentException("A workload must have at least one VM.");
        }
        ResourceSet resources = vms.get(0).allocation().resources();
        Set<VmId> ids = new HashSet<>();
        for (Vm vm : vms) {
            if (!ids.add(vm.id())) {
                throw new IllegalArgumentException("Two VMs have the id (" + vm.id() + ").");
            }
            if (!vm.allocation().resources().equals(resources)) {
                throw new IllegalArgumentException("The resources of VM " + vm.id() + " "
                        + vm.allocation().resources().resources() + " must be those of VM "
                        + vms.get(0).id() + " " + resources.resources() + ".");
            }
        }
        return resources;
    }
}
