// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.ResourceSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parts of a {@link Recording} must be; each message names the place, the value and what is legal. */
final class RecordingChecks {

    private RecordingChecks() {}

    static void names(List<String> vms) {
        if (vms.isEmpty()) {
            throw new IllegalArgumentException("A recording must have at least one VM.");
        }
        Set<String> seen = new HashSet<>();
        for (String vm : vms) {
            WorkloadChecks.name("name of a VM", vm);
            if (!seen.add(vm)) {
                throw new IllegalArgumentException("Two VMs have the name (" + vm + ").");
            }
        }
    }

    /** As many columns and allocations as VMs times resources, all columns equally long. */
    static void shape(List<String> vms, ResourceSet resources, Duration step, float[][] columns, double[] allocations) {
        names(vms);
        WorkloadChecks.positive("step", step);
        int expected = vms.size() * resources.size();
        if (columns.length != expected || allocations.length != expected) {
            throw new IllegalArgumentException("The number of columns (" + columns.length + ") and of allocations ("
                    + allocations.length + ") must be " + expected + ": " + vms.size() + " VMs times "
                    + resources.size() + " resources.");
        }
        int steps = columns[0].length;
        for (int c = 0; c < columns.length; c++) {
            if (columns[c].length != steps || steps == 0) {
                throw new IllegalArgumentException("The number of values of " + place(vms, resources, c) + " ("
                        + columns[c].length + ") must be at least 1 and that of all others (" + steps + ").");
            }
        }
    }

    static void values(List<String> vms, ResourceSet resources, float[][] columns, double[] allocations) {
        for (int c = 0; c < columns.length; c++) {
            if (isWrong(allocations[c])) {
                throw new IllegalArgumentException("The allocation of " + place(vms, resources, c) + " ("
                        + allocations[c] + ") must be finite and not negative, or NaN where nobody knows.");
            }
            for (int t = 0; t < columns[c].length; t++) {
                if (isWrong(columns[c][t])) {
                    throw new IllegalArgumentException(
                            "The value of " + place(vms, resources, c) + " at step " + t + " (" + columns[c][t]
                                    + ") must be finite and not negative, or NaN where nothing was recorded.");
                }
            }
        }
    }

    private static boolean isWrong(double value) {
        return value < 0 || Double.isInfinite(value);
    }

    private static String place(List<String> vms, ResourceSet resources, int column) {
        return resources.get(column % resources.size()) + " of VM " + vms.get(column / resources.size());
    }
}
