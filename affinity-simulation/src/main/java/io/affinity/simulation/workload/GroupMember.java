// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import java.util.List;

/** One VM of a group, and how its demand is generated. */
record GroupMember(Vm vm, VmGroup group) {

    /** Fills a row of {@code target} for each resource, from {@code firstRow} on, with shares of the allocation. */
    void generate(long seed, StepGrid grid, ResourceSet resources, float[][] target, int firstRow) {
        DemandProfile profile = group.profile();
        int lead = resources.resources().stream()
                .mapToInt(resource -> Coupled.leadSteps(grid, profile.coupling(resource)))
                .max()
                .orElse(0);
        StepGrid longer = grid.startingEarlier(lead);
        double[] cpu = Composition.of(longer, profile.cpu(), vmKey(seed, Resource.CPU), groupKey(seed, Resource.CPU));
        for (int r = 0; r < resources.size(); r++) {
            Resource resource = resources.get(r);
            double[] shares = resource.equals(Resource.CPU) ? cpu : other(seed, longer, resource, cpu);
            target[firstRow + r] = tail(shares, grid.size());
        }
    }

    private double[] other(long seed, StepGrid grid, Resource resource, double[] cpu) {
        double[] shares = Coupled.of(
                grid, group.profile().coupling(resource), cpu, RandomStream.key(vmKey(seed, resource), "coupling"));
        List<DemandPattern> patterns = group.profile().own(resource);
        if (!patterns.isEmpty()) {
            double[] own = Composition.of(grid, patterns, vmKey(seed, resource), groupKey(seed, resource));
            for (int i = 0; i < own.length; i++) {
                shares[i] += own[i];
            }
        }
        return shares;
    }

    private static float[] tail(double[] shares, int length) {
        float[] tail = new float[length];
        int skipped = shares.length - length;
        for (int i = 0; i < length; i++) {
            tail[i] = (float) Math.min(1, shares[skipped + i]);
        }
        return tail;
    }

    private long vmKey(long seed, Resource resource) {
        return RandomStream.key(RandomStream.key(seed, "vm/" + vm.id().value()), resource.name());
    }

    private long groupKey(long seed, Resource resource) {
        return RandomStream.key(RandomStream.key(seed, "group/" + group.name()), resource.name());
    }
}
