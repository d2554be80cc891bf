// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.Quantity;
import io.affinity.cli.plugin.ChosenForecaster;
import io.affinity.core.backtest.BacktestData;
import io.affinity.core.backtest.LatestForecasts;
import io.affinity.core.backtest.LatestForecasts.Outlook;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.List;

/** What VMs will demand after all that is known, by one forecaster. */
public final class NextDemand {

    private final LoadedPast past;
    private final String forecaster;
    private final int horizon;
    private final VmNames names;
    private final List<NextOfVm> vms;

    private NextDemand(LoadedPast past, String forecaster, int horizon, VmNames names, List<NextOfVm> vms) {
        this.past = past;
        this.forecaster = forecaster;
        this.horizon = horizon;
        this.names = names;
        this.vms = vms;
    }

    /**
     * {@return the forecasts of the VMs that were asked for by name}
     *
     * @param name of the forecaster
     * @param horizon in steps
     */
    public static NextDemand of(
            LoadedPast past, String name, ChosenForecaster chosen, Pace pace, int horizon, long seed) {
        BacktestData data = past.data();
        int window = Pace.steps(pace.history(), data.step());
        List<Outlook> outlooks =
                LatestForecasts.of(data, chosen.contender(name, pace.seasons()), window, horizon, seed);
        List<NextOfVm> vms = past.wanted().stream()
                .map(data::indexOf)
                .map(vm -> new NextOfVm(vm, outlooks.get(vm)))
                .toList();
        return new NextDemand(past, name, horizon, VmNames.of(data.vms()), vms);
    }

    /**
     * What is said of one VM.
     *
     * @param vm its place in the data
     */
    record NextOfVm(int vm, Outlook outlook) {}

    LoadedPast past() {
        return past;
    }

    String forecaster() {
        return forecaster;
    }

    int horizon() {
        return horizon;
    }

    List<NextOfVm> vms() {
        return vms;
    }

    String label(int vm) {
        return names.label(past.data().vms().get(vm).id());
    }

    /** {@return whether there is any forecast} */
    public boolean isAny() {
        return vms.stream().anyMatch(vm -> vm.outlook().forecast() != null);
    }

    /**
     * {@return the forecasts for a terminal}
     *
     * @param style of the plots
     */
    public List<String> lines(TextPlot.Style style) {
        List<String> lines = new ArrayList<>();
        past.notes().forEach(note -> lines.add("NOTE: " + note));
        BacktestData data = past.data();
        for (NextOfVm next : vms) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(label(next.vm()) + ": " + data.resource().name() + " in "
                    + data.resource().unit() + " by " + forecaster + ", after " + data.timeOf(data.steps() - 1));
            if (next.outlook().forecast() == null) {
                lines.add("There is no forecast: " + forecaster + " "
                        + next.outlook().text() + ".");
                continue;
            }
            lines.add(next.outlook().text() + "; "
                    + data.series(next.vm()).present() + " of " + data.steps() + " values are known in steps of "
                    + Quantity.text(data.step()));
            lines.add("");
            lines.addAll(NextText.table(this, next));
            lines.add("");
            lines.addAll(TextPlot.of(data, next.vm(), next.outlook().forecast(), style));
        }
        return lines;
    }
}
