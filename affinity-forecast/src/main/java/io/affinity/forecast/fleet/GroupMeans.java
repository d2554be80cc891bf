// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.model.Tenant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all VMs do at one time, and what those of each tenant do, resource by resource. Belongs to one thread. */
final class GroupMeans {

    private final VmFacts facts;
    private final Map<Tenant, double[]> byTenant = new HashMap<>();
    private final double[] all;

    GroupMeans(VmFacts facts) {
        this.facts = facts;
        this.all = empty();
    }

    private double[] empty() {
        return new double[2 * RowLayout.grouped() * facts.fleet().resources().size()];
    }

    /** Adds a series; sums are in the order of calls. Missing features are not counted. */
    void add(int vm, int resource, float[] grouped) {
        Tenant tenant = facts.group(vm);
        add(resource, grouped, all);
        if (tenant != null) {
            add(resource, grouped, byTenant.computeIfAbsent(tenant, any -> empty()));
        }
    }

    private static void add(int resource, float[] grouped, double[] into) {
        for (int i = 0; i < grouped.length; i++) {
            if (!Float.isNaN(grouped[i])) {
                int at = 2 * (resource * grouped.length + i);
                into[at] += grouped[i];
                into[at + 1]++;
            }
        }
    }

    /** Writes the means of all VMs and of those of a VM's tenant; NaN where it is alone. */
    void write(int vm, int resource, RowLayout layout, float[] into) {
        Tenant tenant = facts.group(vm);
        write(all, resource, into, layout.allAt());
        write(tenant == null ? null : byTenant.get(tenant), resource, into, layout.tenantAt());
    }

    private static void write(double @Nullable [] sums, int resource, float[] into, int from) {
        int grouped = RowLayout.grouped();
        if (sums == null) {
            Arrays.fill(into, from, from + grouped, Float.NaN);
            return;
        }
        for (int i = 0; i < grouped; i++) {
            int at = 2 * (resource * grouped + i);
            into[from + i] = (float) (sums[at] / sums[at + 1]);
        }
    }

    /** {@return the features of a series that groups are described by} */
    static float[] grouped(float[] features) {
        float[] grouped = new float[RowLayout.grouped()];
        for (int i = 0; i < grouped.length; i++) {
            grouped[i] = features[RowLayout.grouped(i)];
        }
        return grouped;
    }
}
