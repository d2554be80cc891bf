// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.Quantity;
import io.affinity.cli.output.Counted;
import io.affinity.cli.plugin.ChosenForecaster;
import io.affinity.cli.simulation.CycleProgress;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestData;
import io.affinity.core.backtest.BacktestListener;
import io.affinity.core.backtest.BacktestResult;
import io.affinity.core.backtest.BacktestSettings;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A backtest of forecasters beside simple rules, ready to be run. */
public final class Comparison {

    private final LoadedPast past;
    private final Contenders contenders;
    private final Backtest backtest;
    private final FanKeeper fans;
    private final VmNames names;
    private final List<String> notes;

    private Comparison(LoadedPast past, Contenders contenders, Backtest backtest, List<String> notes) {
        this.past = past;
        this.contenders = contenders;
        this.backtest = backtest;
        this.fans = FanKeeper.of(backtest, contenders.judged());
        this.names = VmNames.of(past.data().vms());
        this.notes = List.copyOf(notes);
    }

    /**
     * {@return a comparison of these forecasters}
     *
     * @param leads in steps, as far as there is enough demand for them
     * @param origins from how many moments at most
     * @throws IllegalArgumentException if there is too little demand for any lead
     */
    public static Comparison of(
            LoadedPast past,
            Map<String, ChosenForecaster> forecasters,
            Pace pace,
            List<Integer> leads,
            int origins,
            long seed) {
        BacktestData data = past.data();
        Duration step = data.step();
        int window = Pace.steps(pace.history(), step);
        int learned = Math.max(1, Math.min(data.steps() / 2, window));
        List<String> notes = new ArrayList<>(past.notes());
        List<Integer> possible = possible(leads, data, learned, notes);
        Contenders contenders = Contenders.of(forecasters, pace, step, step.multipliedBy(learned));
        notes.addAll(contenders.notes());
        BacktestSettings settings =
                new BacktestSettings(possible, origins, learned, window, Pace.steps(pace.refitEvery(), step), seed);
        return new Comparison(past, contenders, Backtest.of(data, contenders.all(), settings), notes);
    }

    private static List<Integer> possible(List<Integer> leads, BacktestData data, int learned, List<String> notes) {
        int longest = data.steps() - learned;
        String known = Counted.of(data.steps(), "step") + " of " + Quantity.text(data.step()) + ", of which the first "
                + learned + " are learned from";
        List<Integer> possible = leads.stream().filter(lead -> lead <= longest).toList();
        if (possible.isEmpty()) {
            throw new IllegalArgumentException("The demand is too short for a lead of "
                    + Leads.text(leads.get(0), data.step()) + ": there are " + known + "; "
                    + (longest < 1 ? "it must be longer." : "--leads must be at most " + longest + " steps."));
        }
        leads.stream()
                .filter(lead -> lead > longest)
                .forEach(lead -> notes.add(
                        "A lead of " + Leads.text(lead, data.step()) + " is left out: there are only " + known + "."));
        return possible;
    }

    /** {@return how much there is to do} */
    public long work() {
        return backtest.work();
    }

    /** {@return what it is about, before it is run: a line for each} */
    public List<String> introduction() {
        return BacktestText.introduction(this);
    }

    /** {@return what came of it} */
    public Compared run(CycleProgress progress) {
        BacktestResult result = backtest.run(new MachineCpu(), new BacktestListener() {
            @Override
            public void forecast(int contender, int vm, int origin, Forecast forecast) {
                fans.forecast(contender, vm, origin, forecast);
            }

            @Override
            public void done(int forecasts) {
                progress.done(forecasts);
            }
        });
        return new Compared(this, result);
    }

    LoadedPast past() {
        return past;
    }

    Contenders contenders() {
        return contenders;
    }

    Backtest backtest() {
        return backtest;
    }

    FanKeeper fans() {
        return fans;
    }

    List<String> notes() {
        return notes;
    }

    /** {@return what to call a VM} */
    String label(int vm) {
        return names.label(past.data().vms().get(vm).id());
    }

    /** {@return how far ahead a lead is, such as {@code 1h}} */
    String leadText(int lead) {
        return Leads.text(backtest.settings().leads().get(lead), past.data().step());
    }
}
