// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of the VMs of a fleet besides their demand, as of one step. Immutable; covariates are functions of time. */
final class VmFacts {

    private final Fleet fleet;
    private final Map<Tenant, Integer> sizes = new HashMap<>();
    private final List<Map<String, Covariate>> covariates = new ArrayList<>();
    private final double[] bounds;

    private VmFacts(FleetHistory history) {
        fleet = history.fleet();
        int resources = fleet.resources().size();
        bounds = new double[fleet.vms().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            Tenant tenant = fleet.vms().get(v).tenant();
            if (tenant != null) {
                sizes.merge(tenant, 1, Integer::sum);
            }
            Map<String, Covariate> byName = new HashMap<>();
            history.covariates(v).forEach(covariate -> byName.put(covariate.name(), covariate));
            covariates.add(byName);
            for (int r = 0; r < resources; r++) {
                bounds[v * resources + r] = history.upperBound(v, r);
            }
        }
    }

    static VmFacts of(FleetHistory history) {
        return new VmFacts(history);
    }

    Fleet fleet() {
        return fleet;
    }

    double bound(int vm, int resource) {
        return bounds[vm * fleet.resources().size() + resource];
    }

    /** {@return VMs by name, in which order nothing depends on their places} */
    int[] byName() {
        return IntStream.range(0, fleet.vms().size())
                .boxed()
                .sorted(Comparator.comparing(v -> fleet.vms().get(v).id()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@return the names of the first covariates} */
    List<String> covariateNames() {
        TreeSet<String> names = new TreeSet<>();
        covariates.forEach(byName -> names.addAll(byName.keySet()));
        return names.stream().limit(RowLayout.MOST_COVARIATES).toList();
    }

    /** {@return the tenant of a VM, if others have it as well} */
    @Nullable
    Tenant group(int vm) {
        Tenant tenant = fleet.vms().get(vm).tenant();
        return tenant != null && sizes.getOrDefault(tenant, 0) > 1 ? tenant : null;
    }

    /** Writes what a VM is. */
    void writeVm(int vm, int resource, double mean, float[] into, int from) {
        Vm known = fleet.vms().get(vm);
        double allocation = known.allocation().value(resource);
        Tenant tenant = group(vm);
        into[from] = resource;
        into[from + 1] = allocation > 0 ? (float) (mean / allocation) : Float.NaN;
        into[from + 2] = allocation > 0 ? (float) Math.log(allocation) : Float.NaN;
        into[from + 3] = (float) Math.log(known.priority().weight());
        into[from + 4] = tenant == null ? 1 : sizes.getOrDefault(tenant, 1);
    }

    /** Writes what covariates say of a time, and said up to now. */
    void writeCovariates(int vm, RowLayout layout, Instant now, Instant then, float[] into) {
        int at = layout.covariatesAt();
        for (String name : layout.covariates()) {
            Covariate covariate = covariates.get(vm).get(name);
            into[at++] = covariate == null ? Float.NaN : (float) covariate.value(then);
            into[at++] = covariate == null ? Float.NaN : (float) covariate.value(now);
        }
    }
}
