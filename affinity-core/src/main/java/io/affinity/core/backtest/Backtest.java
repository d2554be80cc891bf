// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of forecasters on demand that is known already. From each of some origins, each contender forecasts each VM, knowing
 * nothing but what was before, and learning as in a control loop: first from the window before, then value by value, then anew. What
 * came at each lead is compared with the quantiles that were forecast for it.
 *
 * <p>The first contender stands in for the others where they have no forecast, as a fallback does in a control loop, so that all are
 * judged by the same values; how often is told. Where it has none itself, which should be because nothing is known of the VM yet,
 * nothing is compared.
 *
 * <p>Immutable; the result depends on the arguments alone, on any number of threads, but for the cost of forecasts. Uses the common pool.
 */
public final class Backtest {

    /** The levels that are forecast: the deciles, and what intervals of 90 and 95 % need beyond them. */
    public static final QuantileLevels LEVELS =
            QuantileLevels.of(0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975);

    private final BacktestData data;
    private final List<Contender> contenders;
    private final BacktestSettings settings;
    private final int[] origins;

    private Backtest(BacktestData data, List<Contender> contenders, BacktestSettings settings, int[] origins) {
        this.data = data;
        this.contenders = contenders;
        this.settings = settings;
        this.origins = origins;
    }

    /**
     * {@return a backtest that was not run yet}
     *
     * @param contenders at least one, with different names; the first is a {@link Contender.Single}, and stands in for the others
     * @throws IllegalArgumentException if that is not so, or there is too little demand for what is learned and the longest lead
     */
    public static Backtest of(BacktestData data, List<Contender> contenders, BacktestSettings settings) {
        Set<String> names = new HashSet<>();
        contenders.forEach(contender -> {
            if (!names.add(contender.name())) {
                throw new IllegalArgumentException("Two contenders have the name (" + contender.name() + ").");
            }
        });
        if (contenders.isEmpty() || !(contenders.get(0) instanceof Contender.Single)) {
            throw new IllegalArgumentException("The first contender of " + names
                    + " must be one that learns each series by itself, and stands in for the others.");
        }
        return new Backtest(data, List.copyOf(contenders), settings, Origins.of(data.steps(), settings));
    }

    public BacktestData data() {
        return data;
    }

    public BacktestSettings settings() {
        return settings;
    }

    /** {@return who is compared; the place in this list is a contender's index} */
    public List<Contender> contenders() {
        return contenders;
    }

    /** {@return the number of origins} */
    public int origins() {
        return origins.length;
    }

    /** {@return the time of the last step that is known at an origin} */
    public Instant originAt(int origin) {
        return data.timeOf(origins[origin] - 1);
    }

    /** {@return how many steps are known at an origin, at least 1} */
    public int known(int origin) {
        return origins[origin];
    }

    /** {@return how many forecasts are asked for altogether} */
    public long work() {
        return (long) data.vms().size() * origins.length * contenders.size();
    }

    /** {@return what came of it} */
    public BacktestResult run(CpuMeter meter, BacktestListener listener) {
        VmTrial[] trials = new VmTrial[data.vms().size()];
        @Nullable LeadQuantiles[][] standIns = new LeadQuantiles[trials.length][origins.length];
        IntStream.range(0, trials.length).parallel().forEach(vm -> {
            trials[vm] = new VmTrial(contenders.size(), settings.leads().size(), origins.length);
            replay(vm, trials[vm], standIns[vm], meter, listener);
        });
        for (int c = 0; c < contenders.size(); c++) {
            if (!(contenders.get(c) instanceof Contender.Single)) {
                replay(c, trials, standIns, meter, listener);
            }
        }
        return new BacktestResult(this, trials);
    }

    /** All contenders that learn this VM by itself. */
    private void replay(
            int vm, VmTrial trial, @Nullable LeadQuantiles[] standIns, CpuMeter meter, BacktestListener listener) {
        for (int c = 0; c < contenders.size(); c++) {
            if (!(contenders.get(c) instanceof Contender.Single single)) {
                continue;
            }
            SeriesReplay replay =
                    new SeriesReplay(data, vm, single, settings.window(), settings.refitSteps(), settings.horizon());
            for (int origin = 0; origin < origins.length; origin++) {
                long before = meter.threadNanos();
                Attempt attempt = replay.at(origins[origin]);
                trial.spend(c, meter.threadNanos() - before);
                take(c, vm, origin, attempt, trial, standIns, listener);
            }
            listener.done(origins.length);
        }
    }

    private void replay(
            int contender,
            VmTrial[] trials,
            @Nullable LeadQuantiles[][] standIns,
            CpuMeter meter,
            BacktestListener listener) {
        WholeReplay replay = WholeReplay.of(
                data,
                contenders.get(contender),
                settings.window(),
                settings.refitSteps(),
                settings.horizon(),
                settings.seed());
        for (int origin = 0; origin < origins.length; origin++) {
            long before = meter.processNanos();
            List<Attempt> attempts = replay.at(origins[origin]);
            long each = (meter.processNanos() - before) / trials.length;
            for (int vm = 0; vm < trials.length; vm++) {
                trials[vm].spend(contender, each);
                take(contender, vm, origin, attempts.get(vm), trials[vm], standIns[vm], listener);
            }
            listener.done(trials.length);
        }
    }

    /** Judges an attempt, or what stands in for it. */
    private void take(
            int contender,
            int vm,
            int origin,
            Attempt attempt,
            VmTrial trial,
            @Nullable LeadQuantiles[] standIns,
            BacktestListener listener) {
        Forecast forecast = attempt.forecast();
        LeadQuantiles quantiles = forecast == null ? standIns[origin] : LeadQuantiles.of(forecast, settings.leads());
        boolean isStoodInFor = contender > 0 && standIns[origin] != null;
        if (forecast == null && (contender == 0 || isStoodInFor)) {
            trial.fail(contender, attempt.problem());
        } else if (forecast != null) {
            listener.forecast(contender, vm, origin, forecast);
        }
        if (contender == 0) {
            standIns[origin] = quantiles;
        }
        // Who forecasts where the first cannot has nobody to be compared with.
        if (quantiles == null || standIns[origin] == null) {
            return;
        }
        for (int lead = 0; lead < settings.leads().size(); lead++) {
            double came = data.value(vm, origins[origin] + settings.leads().get(lead) - 1);
            trial.compare(contender, lead, origin, quantiles.at(lead), came);
        }
    }
}
