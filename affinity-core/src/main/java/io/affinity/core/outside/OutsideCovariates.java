// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.core.dependence.OutsideAnalysis;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.core.dependence.OutsideSettings;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Series from outside as covariates of the VMs that follow them. Which do, and by which lag, is looked for once a day, and whenever twice
 * as much is known as the last time ({@link OutsideAnalysis}). A covariate of lag {@code L} has at a step the value that the series had
 * {@code L} before: known for leads up to the lag, and forecast beyond it, by a forecaster of single series. In standard deviations of the
 * series, from its mean.
 *
 * <p>What cannot be is not believed; what is missing is carried on for an hour of five-minute steps in the past, and forecast in the
 * future. A series that is silent for longer, has more gaps than values, or stands still as never before is withdrawn
 * ({@link Covariate#isWithdrawn}) and given to no new model. {@link #problem} tells.
 *
 * <p>Belongs to the control loop, which calls {@link #observe} in each step before anything is forecast; covariates may then be read by
 * several threads. Deterministic, as far as the series and the forecaster are.
 */
public final class OutsideCovariates implements EventSource {

    /** More than these would take a week of history's degrees of freedom for little. */
    private static final int MOST_OF_A_VM = 3;

    private static final Duration ANALYZED_EVERY = Duration.ofDays(1);

    private final OutsideSettings settings;
    private final Duration step;
    private final List<OutsideTrack> tracks;
    private final OutsideState state = new OutsideState();
    private Map<VmId, List<OutsideDependence>> byVm = Map.of();

    /**
     * @param series each with another name
     * @param forecaster of the series themselves
     * @param seasons that they may have, longer than two steps
     * @param step of the loop
     * @param window how much of the past is kept, in steps
     */
    public OutsideCovariates(
            List<? extends OutsideSeries> series,
            Forecaster forecaster,
            List<Duration> seasons,
            OutsideSettings settings,
            Duration step,
            int window) {
        this.settings = settings;
        this.step = step;
        List<Integer> periods =
                seasons.stream().map(season -> (int) season.dividedBy(step)).toList();
        int longestLag = (int) settings.longestLag().dividedBy(step);
        this.tracks = series.stream()
                .sorted(Comparator.comparing(OutsideSeries::name))
                .map(each -> new OutsideTrack(
                        each, step, window, longestLag, new OwnForecast(forecaster, periods, step, window)))
                .toList();
    }

    @Override
    public String name() {
        return "activity";
    }

    /** Takes what is known at the newest step of the history; once for each step. */
    public void observe(Fleet fleet, DemandHistory history, int horizon) {
        tracks.forEach(track -> track.observe(history.slot(), horizon));
        int length = Math.min(longestTrack(), longestDemand(fleet, history));
        if (state.isDue(history.slot(), length, ANALYZED_EVERY.dividedBy(step))) {
            List<OutsideTrack> used =
                    tracks.stream().filter(track -> track.trust().isUsed()).toList();
            List<OutsideDependence> found = new ArrayList<>(OutsideAnalysis.analyze(fleet, history, used, settings));
            // Of those that nothing can be said of now, what was said last holds.
            state.found().stream()
                    .filter(known ->
                            used.stream().noneMatch(track -> track.name().equals(known.series())))
                    .forEach(found::add);
            state.analyzed(history.slot(), length, found);
            byVm = byVm(found);
        }
    }

    private int longestTrack() {
        return tracks.stream().mapToInt(OutsideTrack::length).max().orElse(0);
    }

    private static int longestDemand(Fleet fleet, DemandHistory history) {
        return fleet.vms().stream()
                .map(Vm::id)
                .filter(history::remembers)
                .mapToInt(vm -> history.age(vm, 0))
                .max()
                .orElse(0);
    }

    private static Map<VmId, List<OutsideDependence>> byVm(List<OutsideDependence> found) {
        Map<VmId, List<OutsideDependence>> byVm = new HashMap<>();
        found.forEach(each ->
                byVm.computeIfAbsent(each.vm(), none -> new ArrayList<>()).add(each));
        return byVm;
    }

    /** {@return the covariates of the series that this VM follows for most certain, in the order of their names} */
    @Override
    public List<Covariate> covariates(VmId vm) {
        List<String> names = byVm.getOrDefault(vm, List.of()).stream()
                .filter(OutsideDependence::isLeading)
                .limit(MOST_OF_A_VM)
                .map(OutsideDependence::series)
                .toList();
        List<Covariate> covariates = new ArrayList<>();
        for (OutsideTrack track : tracks) {
            SeriesScale scale = track.scale();
            if (names.contains(track.name()) && track.trust().isUsed() && scale != null) {
                covariates.add(new LaggedCovariate(track, scale, lag(vm, track.name()), step.toMillis()));
            }
        }
        return covariates;
    }

    private int lag(VmId vm, String series) {
        return byVm.getOrDefault(vm, List.of()).stream()
                .filter(each -> each.series().equals(series))
                .mapToInt(each -> (int) each.lag().dividedBy(step))
                .findFirst()
                .orElse(0);
    }

    /** {@return which series a VM moves with, the most certain first} */
    public List<OutsideDependence> dependences(VmId vm) {
        return List.copyOf(byVm.getOrDefault(vm, List.of()));
    }

    /** {@return which VMs move with which series, the most certain first} */
    public List<OutsideDependence> dependences() {
        return state.found();
    }

    /** {@return what is wrong with which series, in sentences; empty if all is well} */
    public String problem() {
        return tracks.stream()
                .map(OutsideTrack::problem)
                .filter(problem -> !problem.isEmpty())
                .collect(Collectors.joining(" "));
    }

    byte[] encode() {
        return state.encode(step, tracks);
    }

    void restore(byte[] bytes) throws SnapshotFormatException {
        state.restore(bytes, step, tracks);
        byVm = byVm(state.found());
    }
}
