// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fleet of which one learner knows what comes next. Series are kept by VM, as places change. */
final class LearnedFleet implements FleetModel {

    private final String forecaster;
    private final Learner learner;
    private final RowLayout layout;
    private final Calendar calendar;
    private final Map<VmId, TrackedVm> tracked;
    private VmFacts facts;
    private Instant origin;
    private @Nullable Outlook outlook;

    /** @param tracked VMs that are known already, up to the newest step of the history; the others are met */
    LearnedFleet(
            String forecaster,
            Learner learner,
            RowLayout layout,
            Calendar calendar,
            Map<VmId, TrackedVm> tracked,
            FleetHistory history) {
        this.forecaster = forecaster;
        this.learner = learner;
        this.layout = layout;
        this.calendar = calendar;
        this.tracked = new HashMap<>(tracked);
        this.facts = VmFacts.of(history);
        this.origin = history.origin();
        meet(history);
    }

    /** Forgets the VMs that are gone, and takes those that are new with the history they have. */
    private void meet(FleetHistory history) {
        Fleet fleet = history.fleet();
        tracked.keySet().removeIf(vm -> !fleet.contains(vm));
        int[] strangers = IntStream.range(0, fleet.vms().size())
                .filter(v -> !tracked.containsKey(fleet.vms().get(v).id()))
                .toArray();
        TrackedVm[] met = new TrackedVm[strangers.length];
        IntStream.range(0, strangers.length)
                .parallel()
                .forEach(i -> met[i] = TrackedVm.of(history, strangers[i], calendar));
        for (int i = 0; i < strangers.length; i++) {
            tracked.put(fleet.vms().get(strangers[i]).id(), met[i]);
        }
    }

    String forecaster() {
        return forecaster;
    }

    Learner learner() {
        return learner;
    }

    RowLayout layout() {
        return layout;
    }

    Calendar calendar() {
        return calendar;
    }

    Fleet fleet() {
        return facts.fleet();
    }

    TrackedVm tracked(int vm) {
        return known(facts.fleet().vms().get(vm).id());
    }

    private TrackedVm known(VmId vm) {
        TrackedVm known = tracked.get(vm);
        if (known == null) {
            throw new IllegalStateException("The VM " + vm + " is not known.");
        }
        return known;
    }

    /** Takes over how far the forecasts of another model were off that has come as far. */
    void remember(LearnedFleet before) {
        tracked.forEach((vm, known) -> {
            TrackedVm previous = before.tracked.get(vm);
            if (previous != null) {
                known.remember(previous);
            }
        });
    }

    @Override
    public String description() {
        return learner.description();
    }

    @Override
    public Instant origin() {
        return origin;
    }

    private Outlook outlook() {
        Outlook now = outlook;
        if (now == null) {
            int resources = fleet().resources().size();
            SeriesTrack[] tracks = new SeriesTrack[fleet().vms().size() * resources];
            Arrays.setAll(tracks, s -> tracked(s / resources).track(s % resources));
            now = new Outlook(learner, layout, facts, calendar, origin, tracks);
            outlook = now;
        }
        return now;
    }

    /** {@return by feature, how much it moves the middle of a forecast, in ranks} */
    double[] contributions(int series, int lead) {
        return learner.contributions(outlook().rows(series, new int[] {lead}), 0);
    }

    @Override
    public void observe(FleetHistory history) {
        Instant expected = origin.plus(calendar.step());
        if (!history.origin().equals(expected) || !history.fleet().resources().equals(fleet().resources())) {
            throw new IllegalArgumentException("The newest step (" + history.origin() + ") must be " + expected
                    + ", with the resources " + fleet().resources().resources() + ".");
        }
        Outlook before = outlook();
        Fleet old = fleet();
        Fleet next = history.fleet();
        int resources = old.resources().size();
        IntStream.range(0, next.vms().size()).parallel().forEach(v -> {
            VmId vm = next.vms().get(v).id();
            TrackedVm known = tracked.get(vm);
            for (int r = 0; known != null && r < resources; r++) {
                double mean = before.nextMean(old.indexOf(vm) * resources + r);
                known.observe(r, history.demand(v, r, 0), mean);
            }
        });
        facts = VmFacts.of(history);
        origin = history.origin();
        outlook = null;
        meet(history);
    }

    @Override
    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        Outlook now = outlook();
        SeriesResult[] results =
                new SeriesResult[fleet().vms().size() * fleet().resources().size()];
        IntStream.range(0, results.length)
                .parallel()
                .forEach(series -> results[series] = result(now, series, steps, levels));
        return List.of(results);
    }

    private SeriesResult result(Outlook now, int series, int steps, QuantileLevels levels) {
        Forecast forecast = now.forecast(series, steps, levels);
        if (forecast != null) {
            return now.isKnown(series)
                    ? new SeriesResult.Forecasted(forecast)
                    : new SeriesResult.ByAttributes(forecast);
        }
        int resources = fleet().resources().size();
        int present = tracked(series / resources).track(series % resources).present();
        return present < SeriesReplay.ENOUGH
                ? new FitResult.InsufficientHistory(SeriesReplay.ENOUGH, present)
                : new FitResult.NotConverged("Nothing of it was measured for long, and nothing is known of others.");
    }

    @Override
    public int residuals(int vm, int resource) {
        return tracked(vm).residuals(resource).size();
    }

    @Override
    public double residual(int vm, int resource, int stepsBack) {
        return tracked(vm).residuals(resource).get(stepsBack);
    }
}
