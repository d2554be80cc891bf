package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
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
 * What a VM without a model will demand, by those that have one: at each step the quantiles of the mixture of their forecasts,
 * each as a share of its allocation, times the VM's own allocation. The group is that of the same tenant whose allocation is
 * within a factor of about two, or, where those are fewer than {@value #FEWEST}, all VMs.
 *
 * <p>Of a larger group {@value #MOST} members are asked, evenly spread over it. The mixture is taken from {@value #DRAWS}
 * equally likely values of each. Belongs to one thread.
 */
final class GroupDemand {

    private static final int FEWEST = 3;
    private static final int MOST = 32;
    private static final int DRAWS = 8;

    private final Fleet fleet;
    private final List<SeriesForecast> forecasts;
    private final Map<Group, List<Integer>> members = new HashMap<>();
    private final Map<Group, Shares> shares = new HashMap<>();

    /** VMs that are alike for one resource; without a tenant, all VMs. */
    private record Group(int resource, @Nullable Tenant tenant, int size) {}

    /** Mean and quantiles as shares of an allocation, in the layout of a forecast. */
    private static final class Shares {
        private final double[] mean;
        private final double[] quantiles;

        Shares(double[] mean, double[] quantiles) {
            this.mean = mean;
            this.quantiles = quantiles;
        }
    }

    /** @param forecasts of VM {@code v} and resource {@code r} at {@code v * resources + r}; not copied */
    GroupDemand(Fleet fleet, List<SeriesForecast> forecasts) {
        this.fleet = fleet;
        this.forecasts = forecasts;
        int resources = fleet.resources().size();
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < resources; r++) {
                SeriesForecast series = forecasts.get(v * resources + r);
                if (series.basis() == Basis.MODEL && series.reliable() && allocation(v, r) > 0) {
                    add(group(v, r), v);
                    add(everybody(r), v);
                }
            }
        }
    }

    private void add(Group group, int vm) {
        members.computeIfAbsent(group, key -> new ArrayList<>()).add(vm);
    }

    private double allocation(int vm, int resource) {
        return fleet.vms().get(vm).allocation().value(resource);
    }

    private Group group(int vm, int resource) {
        Vm it = fleet.vms().get(vm);
        return new Group(resource, it.tenant(), (int) Math.rint(Math.log(allocation(vm, resource)) / Math.log(2)));
    }

    private static Group everybody(int resource) {
        return new Group(resource, null, 0);
    }

    /** {@return the forecast of a VM by its group, or null where there is none to speak of, or no allocation to scale by} */
    @Nullable
    Forecast forecast(int vm, int resource, Forecast instead) {
        double allocation = allocation(vm, resource);
        if (!(allocation > 0)) {
            return null;
        }
        Group group = group(vm, resource);
        if (count(group) < FEWEST) {
            group = everybody(resource);
        }
        if (count(group) < FEWEST) {
            return null;
        }
        Shares pooled = shares.computeIfAbsent(group, key -> pool(key, instead.steps(), instead.levels()));
        return Forecast.of(
                instead.origin(),
                instead.step(),
                instead.levels(),
                Arrays.stream(pooled.mean).map(share -> share * allocation).toArray(),
                Arrays.stream(pooled.quantiles).map(share -> share * allocation).toArray());
    }

    private int count(Group group) {
        return members.getOrDefault(group, List.of()).size();
    }

    private Shares pool(Group group, int steps, QuantileLevels levels) {
        List<Integer> all = members.getOrDefault(group, List.of());
        int asked = Math.min(MOST, all.size());
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        double[] draws = new double[asked * DRAWS];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < asked; i++) {
                int vm = all.get((int) ((long) i * all.size() / asked));
                Forecast forecast = forecasts
                        .get(vm * fleet.resources().size() + group.resource())
                        .forecast();
                double allocation = allocation(vm, group.resource());
                mean[t] += share(forecast.mean(t), allocation) / asked;
                for (int k = 0; k < DRAWS; k++) {
                    draws[i * DRAWS + k] = share(forecast.quantileAt((k + 0.5) / DRAWS, t), allocation);
                }
            }
            Arrays.sort(draws);
            for (int l = 0; l < levels.size(); l++) {
                quantiles[t * levels.size() + l] = quantile(draws, levels.get(l));
            }
        }
        return new Shares(mean, quantiles);
    }

    private static double share(double demand, double allocation) {
        return Math.max(0, Math.min(1, demand / allocation));
    }

    private static double quantile(double[] sorted, double level) {
        double place = Math.max(0, Math.min(sorted.length - 1, level * sorted.length - 0.5));
        int below = Math.min((int) place, sorted.length - 2);
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
