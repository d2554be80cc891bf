// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a VM will demand that is new beside VMs that are old ({@link YoungSeries}): from where it is, what VMs like it went on to do
 * ({@link Kin}, {@link Episodes}). Of each circle, the episodes that began nearest to the VM's last value are taken, a quarter and at
 * most {@value #NEAREST}, as shares of the allocation, and their changes added to that value. A circle of {@code k} VMs counts
 * {@code k / (k + 3)} of what the circles within it leave, the widest all; {@code n} values of the VM's own, at any lead,
 * {@code n / (n + 12)} of it all.
 *
 * <p>Forecasting by the nearest episodes of the past is that of Lorenz, "Atmospheric predictability as revealed by naturally
 * occurring analogues", J. Atmos. Sci. 26 (1969); the weights are those of an empirical Bayes estimate (Efron and Morris, JASA 70
 * (1975), section 2). Belongs to one thread.
 */
final class BorrowedForecasts {

    private static final int NEAREST = 64;

    /** Fewer VMs that are old tell too little. */
    private static final int FEWEST = 3;

    /** As many VMs as those of wider circles count for. */
    private static final double WIDER_VMS = 3;

    /** As many values of its own as what is borrowed counts for. */
    private static final double BORROWED_VALUES = 12;

    private final Fleet fleet;
    private final DemandHistory history;
    private final List<SeriesForecast> forecasts;
    private final Map<Integer, Kin> kin = new HashMap<>();
    private final IdentityHashMap<List<Integer>, Episodes> episodes = new IdentityHashMap<>();

    /** @param forecasts of VM {@code v} and resource {@code r} at {@code v * resources + r}; not changed meanwhile */
    BorrowedForecasts(Fleet fleet, DemandHistory history, List<SeriesForecast> forecasts) {
        this.fleet = fleet;
        this.history = history;
        this.forecasts = forecasts;
    }

    private Kin kin(int resource, int steps) {
        return kin.computeIfAbsent(resource, r -> new Kin(fleet, vm -> isLender(vm, r, steps)));
    }

    private boolean isLender(int vm, int resource, int steps) {
        Vm it = fleet.vms().get(vm);
        SeriesForecast series = forecasts.get(vm * fleet.resources().size() + resource);
        return series.basis() == Basis.MODEL
                && series.reliable()
                && it.allocation().value(resource) > 0
                && history.age(it.id(), resource) >= Math.max(YoungSeries.OLD, steps + YoungSeries.ENOUGH);
    }

    /** {@return whether a VM is new and others are old, for forecasts of so many steps} */
    boolean mayBorrow(int vm, int resource, int steps) {
        return YoungSeries.isNew(history, fleet.vms().get(vm).id(), resource)
                && kin(resource, steps).size() >= FEWEST;
    }

    /**
     * {@return the forecast of a VM, or null where there is no allocation to scale by, or nothing is known of those who are old}
     *
     * @param vm that {@link #mayBorrow}
     */
    @Nullable
    Forecast forecast(int vm, int resource, Forecast instead) {
        Vm it = fleet.vms().get(vm);
        double allocation = it.allocation().value(resource);
        if (!(allocation > 0)) {
            return null;
        }
        double[] own = YoungSeries.values(history, it.id(), resource)
                .map(demand -> demand / allocation)
                .toArray();
        Loan loan = loan(kin(resource, instead.steps()).circles(vm), resource, instead.steps(), own);
        return loan.isEmpty() ? null : forecast(loan, instead, allocation, history.upperBound(it, resource));
    }

    private static Forecast forecast(Loan loan, Forecast instead, double allocation, double upper) {
        QuantileLevels levels = instead.levels();
        double[] mean = new double[instead.steps()];
        double[] quantiles = new double[mean.length * levels.size()];
        for (int t = 0; t < mean.length; t++) {
            WeightedDraws draws = loan.draws(t + 1);
            mean[t] = Math.min(upper, draws.mean() * allocation);
            for (int l = 0; l < levels.size(); l++) {
                quantiles[t * levels.size() + l] = Math.min(upper, draws.quantile(levels.get(l)) * allocation);
            }
        }
        return Forecast.of(instead.origin(), instead.step(), levels, mean, quantiles);
    }

    private Loan loan(List<List<Integer>> circles, int resource, int steps, double[] own) {
        Loan loan = new Loan(own, own.length / (own.length + BORROWED_VALUES));
        double left = 1 - loan.ownWeight();
        for (int c = 0; c < circles.size(); c++) {
            List<Integer> members = circles.get(c);
            Episodes known =
                    episodes.computeIfAbsent(members, circle -> Episodes.of(circle, resource, steps, fleet, history));
            boolean isLast = c == circles.size() - 1;
            double weight = isLast ? left : left * members.size() / (members.size() + WIDER_VMS);
            if (known.size() > 0) {
                loan.add(known, weight);
                left -= weight;
            }
        }
        return loan;
    }

    /** What counts how much for one series. */
    private static final class Loan {

        private final double[] own;
        private final double ownWeight;
        private final double last;
        private final Map<Episodes, Double> weights = new LinkedHashMap<>();
        private final Map<Episodes, int[]> chosen = new HashMap<>();

        Loan(double[] own, double ownWeight) {
            this.own = own;
            this.ownWeight = ownWeight;
            this.last = own.length == 0 ? Double.NaN : own[own.length - 1];
        }

        double ownWeight() {
            return ownWeight;
        }

        /** The circles of a VM may be one and the same. */
        void add(Episodes episodes, double weight) {
            weights.merge(episodes, weight, Double::sum);
            chosen.computeIfAbsent(episodes, known -> known.nearest(last, NEAREST));
        }

        boolean isEmpty() {
            return weights.isEmpty();
        }

        WeightedDraws draws(int lead) {
            WeightedDraws draws = new WeightedDraws(own.length + NEAREST * weights.size());
            Arrays.stream(own).forEach(value -> draws.add(value, ownWeight / own.length));
            weights.forEach((episodes, weight) -> {
                int[] nearest = chosen.getOrDefault(episodes, new int[0]);
                for (int e : nearest) {
                    double after = episodes.after(e, lead);
                    double value = Double.isNaN(last) ? after : last + after - episodes.before(e);
                    draws.add(Math.max(0, value), weight / nearest.length);
                }
            });
            return draws;
        }
    }
}
