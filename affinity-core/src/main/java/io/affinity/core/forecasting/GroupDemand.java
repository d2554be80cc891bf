// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a VM will demand of which too little is known for a model: a mixture of what it did itself and of what VMs like it do,
 * each as a share of its allocation. With {@code n} values of its own these count {@code n / (n + 3)}, so a single value says
 * little: of those who are quiet now, many will not stay so, and whoever chooses the quiet ones chooses just these. The
 * uncertainty is that of the group at first, and shrinks to the VM's own.
 *
 * <p>The group is that of the same tenant whose allocation is within a factor of about two, or, where those are fewer than
 * {@value #FEWEST}, all VMs. A member with a model contributes {@value #DRAWS} equally likely values of its forecast, one
 * without what it has demanded so far. Of a larger group {@value #MOST} members are asked, evenly spread over it. The weight of
 * the VM's own values is that of an empirical Bayes estimate whose variances within and between VMs are as three to one
 * (Efron and Morris, JASA 70 (1975), section 2). Belongs to one thread.
 */
final class GroupDemand {

    private static final int FEWEST = 3;
    private static final int MOST = 48;
    private static final int DRAWS = 8;

    /** As many values of its own as the group counts for. */
    private static final double GROUP_VALUES = 3;

    /** A group of fewer VMs tells less. */
    private static final int LARGE_GROUP = 30;

    /** Values, own ones and those that the group counts for, on which VMs may be migrated from a host that runs short. */
    private static final double FOR_RELIEF = 2;

    /** The same to save a host: one value of each VM of a large group, or four of a VM without one. */
    private static final double FOR_PACKING = 4;

    private final Fleet fleet;
    private final DemandHistory history;
    private final List<SeriesForecast> forecasts;
    private final Map<Group, List<Integer>> members = new HashMap<>();
    private final Map<Group, double[][]> shares = new HashMap<>();

    /** VMs that are alike for one resource; without a tenant, all VMs. */
    private record Group(int resource, @Nullable Tenant tenant, int size) {}

    /** @param forecasts of VM {@code v} and resource {@code r} at {@code v * resources + r}; not copied */
    GroupDemand(Fleet fleet, DemandHistory history, List<SeriesForecast> forecasts) {
        this.fleet = fleet;
        this.history = history;
        this.forecasts = forecasts;
        int resources = fleet.resources().size();
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < resources; r++) {
                if (allocation(v, r) > 0 && (hasModel(v, r) || own(v, r).length > 0)) {
                    add(group(v, r), v);
                    add(everybody(r), v);
                }
            }
        }
    }

    private void add(Group group, int vm) {
        members.computeIfAbsent(group, key -> new ArrayList<>()).add(vm);
    }

    private boolean hasModel(int vm, int resource) {
        SeriesForecast series = series(vm, resource);
        return series.basis() == Basis.MODEL && series.reliable();
    }

    private SeriesForecast series(int vm, int resource) {
        return forecasts.get(vm * fleet.resources().size() + resource);
    }

    private double allocation(int vm, int resource) {
        return fleet.vms().get(vm).allocation().value(resource);
    }

    /** {@return what the VM has demanded so far, as shares of its allocation; only if that is too little for a model} */
    private double[] own(int vm, int resource) {
        return series(vm, resource).basis() == Basis.MODEL
                ? new double[0]
                : YoungSeries.values(history, fleet.vms().get(vm).id(), resource)
                        .map(demand -> demand / allocation(vm, resource))
                        .toArray();
    }

    private Group group(int vm, int resource) {
        Vm it = fleet.vms().get(vm);
        return new Group(resource, it.tenant(), (int) Math.rint(Math.log(allocation(vm, resource)) / Math.log(2)));
    }

    /** {@return the group that is asked: all VMs, where there are few like this one} */
    private Group groupOf(int vm, int resource) {
        Group alike = group(vm, resource);
        return count(alike) < FEWEST ? everybody(resource) : alike;
    }

    private static Group everybody(int resource) {
        return new Group(resource, null, 0);
    }

    /** {@return what may be decided on the forecast of a VM} */
    Evidence evidence(int vm, int resource) {
        int own = own(vm, resource).length;
        if (own == 0 || history.trust(fleet.vms().get(vm).id()) == Trust.NONE) {
            return Evidence.NONE;
        }
        double known = own + GROUP_VALUES * Math.min(1, (double) count(groupOf(vm, resource)) / LARGE_GROUP);
        if (known < FOR_RELIEF) {
            return Evidence.LITTLE;
        }
        return known < FOR_PACKING ? Evidence.SOME : Evidence.ENOUGH;
    }

    /** {@return the forecast of a VM, or null where there is no group to speak of, or no allocation to scale by} */
    @Nullable
    Forecast forecast(int vm, int resource, Forecast instead) {
        double allocation = allocation(vm, resource);
        if (!(allocation > 0)) {
            return null;
        }
        Group group = groupOf(vm, resource);
        if (count(group) < FEWEST) {
            return null;
        }
        double[][] pooled = shares.computeIfAbsent(group, key -> pool(key, instead.steps()));
        double[] own = own(vm, resource);
        Arrays.sort(own);
        QuantileLevels levels = instead.levels();
        double[] mean = new double[instead.steps()];
        double[] quantiles = new double[instead.steps() * levels.size()];
        for (int t = 0; t < mean.length; t++) {
            SampleMixture mixture = new SampleMixture(
                    own, own.length / (own.length + GROUP_VALUES), pooled[Math.min(t, pooled.length - 1)]);
            mean[t] = mixture.mean() * allocation;
            for (int l = 0; l < levels.size(); l++) {
                quantiles[t * levels.size() + l] = mixture.quantile(levels.get(l)) * allocation;
            }
        }
        return Forecast.of(instead.origin(), instead.step(), levels, mean, quantiles);
    }

    private int count(Group group) {
        return members.getOrDefault(group, List.of()).size();
    }

    /** {@return what members demand at each step, as shares of their allocations, ascending; one for all steps if these are alike} */
    private double[][] pool(Group group, int steps) {
        List<Integer> all = members.getOrDefault(group, List.of());
        int asked = Math.min(MOST, all.size());
        List<Integer> sample = new ArrayList<>(asked);
        boolean changes = false;
        for (int i = 0; i < asked; i++) {
            int vm = all.get((int) ((long) i * all.size() / asked));
            sample.add(vm);
            changes |= hasModel(vm, group.resource());
        }
        double[][] sorted = new double[changes ? steps : 1][];
        for (int t = 0; t < sorted.length; t++) {
            sorted[t] = pool(sample, group.resource(), t);
        }
        return sorted;
    }

    /** Each member counts the same, however many values are known of it. */
    private double[] pool(List<Integer> sample, int resource, int step) {
        double[] draws = new double[sample.size() * DRAWS];
        int next = 0;
        for (int vm : sample) {
            double allocation = allocation(vm, resource);
            double[] own = hasModel(vm, resource) ? new double[0] : own(vm, resource);
            for (int k = 0; k < DRAWS; k++) {
                double demand = own.length > 0
                        ? own[k * own.length / DRAWS]
                        : series(vm, resource).forecast().quantileAt((k + 0.5) / DRAWS, step) / allocation;
                draws[next++] = Math.max(0, Math.min(1, demand));
            }
        }
        Arrays.sort(draws);
        return draws;
    }
}
