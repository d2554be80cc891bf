// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.effect.EventEffects;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.VmSeries;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one fitted model for each VM and resource, feeds it every new value, and fits it anew when its history has doubled
 * and from then on once in each refit period. Refits of a fleet are spread evenly over the period.
 *
 * <p>A model whose recent errors are clearly larger than they used to be is fitted anew out of turn, but not within a
 * quarter of the period of its last fit, or twice as long for each time in the period that it was so already, and of a whole fleet no more than four times as many in a step as are due anyway.
 *
 * <p>This is how single-series forecasters serve a fleet: requests name the VM, the resource and the horizon that the balancer
 * asks for, and of what {@link FleetModelForecaster} asks of one forecaster, this class does the part that concerns the fleet.
 *
 * <p>A forecaster that reads no covariates learns what series would be without events, and what these add ({@link EventEffects}) is added
 * to its forecasts.
 *
 * <p>With fewer than {@value YoungSeries#ENOUGH} values, or where no model could be fitted, the VM is forecast by what it did so
 * far and what VMs like it do ({@link BorrowedForecasts}, {@link GroupDemand}), or, where there are none, the last value is carried
 * on with intervals as wide as the allocation, on which nothing may be decided. Fits run in parallel; the result does not depend on that.
 */
public final class ModelForecaster implements DemandForecaster {

    private static final int MOST_DOUBLINGS = 2;

    /** As which part of the refit period a new model is left alone, alarm or not; and twice as long after each alarm. */
    private static final int FIRST_REST = 4;

    private final Forecaster forecaster;
    private final @Nullable EventSource events;
    private final List<Integer> seasonalPeriods;
    private final int refitSteps;
    private final EventEffects effects;
    private final Map<VmId, ModelSeries[]> seriesByVm = new HashMap<>();
    private final ModelArchive archive;
    private @Nullable Fleet latest;
    private final ForecasterGuard guard;

    /**
     * @param events what is known in advance, or null
     * @param seasons lengths of the seasons demand may have, longer than two steps
     * @param refitEvery how often a model is fitted anew, at least a step
     */
    public ModelForecaster(
            Forecaster forecaster,
            @Nullable EventSource events,
            List<Duration> seasons,
            Duration refitEvery,
            Duration step) {
        this.forecaster = forecaster;
        this.guard = new ForecasterGuard(forecaster, "its series are not forecast");
        this.events = events;
        this.seasonalPeriods =
                seasons.stream().map(season -> (int) season.dividedBy(step)).toList();
        this.refitSteps = (int) refitEvery.dividedBy(step);
        if (refitSteps < 1) {
            throw new IllegalArgumentException(
                    "The refit period (" + refitEvery + ") must be at least the step (" + step + ").");
        }
        this.effects = new EventEffects(forecaster.readsCovariates() ? null : events, refitSteps);
        String madeWith = "the forecaster " + forecaster.name() + ", steps of " + step + " and seasons of " + seasons;
        this.archive = new ModelArchive(forecaster, events, madeWith, refitSteps);
    }

    @Override
    public String name() {
        return forecaster.name();
    }

    /** {@return what survives a restart} */
    ModelArchive archive() {
        return archive;
    }

    /** {@return one of so many parts of all series, as bytes; null if there is nothing to keep} */
    byte @Nullable [] encode(int part, int parts, int mostBytes) {
        Fleet fleet = latest;
        if (fleet == null) {
            return null;
        }
        List<VmId> vms = fleet.vms().stream()
                .map(Vm::id)
                .filter(vm -> Math.floorMod(vm.value().hashCode(), parts) == part)
                .toList();
        return archive.encode(fleet, vms, seriesByVm, mostBytes);
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        guard.clear();
        seriesByVm.entrySet().removeIf(known -> !fleet.contains(known.getKey()) && isOver(known.getValue(), history));
        int resources = fleet.resources().size();
        guard.ask(() -> {
            effects.prepare(fleet, history);
            return true;
        });
        for (Vm vm : fleet.vms()) {
            seriesByVm.computeIfAbsent(vm.id(), id -> seriesOf(vm, history));
        }
        archive.close();
        latest = fleet;
        watch(fleet, history);
        SeriesForecast[] forecasts = new SeriesForecast[fleet.vms().size() * resources];
        IntStream.range(0, fleet.vms().size()).parallel().forEach(v -> {
            Vm vm = fleet.vms().get(v);
            ModelSeries[] series = seriesOf(vm.id());
            boolean isTrusted = history.trust(vm.id()) != Trust.NONE;
            for (int r = 0; r < resources; r++) {
                EventFreeDemand demand = demand(history, vm.id(), r);
                bringUpToDate(series[r], vm, v, demand, steps);
                SeriesForecast known = forecast(
                        series[r], demand, history.upperBound(vm, r), steps, isTrusted && !series[r].isMisled());
                forecasts[v * resources + r] =
                        known == null ? FallbackForecasts.lastValue(vm, r, history, steps) : known;
            }
        });
        FallbackForecasts.consultOthers(fleet, history, forecasts);
        return FleetForecast.of(fleet, history, Arrays.asList(forecasts));
    }

    private EventFreeDemand demand(DemandHistory history, VmId vm, int resource) {
        return new EventFreeDemand(history, vm, resource, effects.of(vm));
    }

    /** A VM that an inventory loses for a moment is the same when it is back. */
    private static boolean isOver(ModelSeries[] series, DemandHistory history) {
        return Arrays.stream(series).allMatch(one -> history.slot() - one.knownUntil > DemandHistory.GRACE_STEPS);
    }

    /** Looks at the newest errors, and lets the models that went wrong be learned anew, as far as there is time for it. */
    private void watch(Fleet fleet, DemandHistory history) {
        int vms = fleet.vms().size();
        int resources = fleet.resources().size();
        int left = 4 * (1 + vms * resources / refitSteps);
        for (int i = 0; i < vms; i++) {
            // Whoever had to wait is not last again.
            Vm vm = fleet.vms().get((int) Math.floorMod(history.slot() + i, (long) vms));
            ModelSeries[] series = seriesOf(vm.id());
            for (int r = 0; r < resources; r++) {
                left -= isUrgent(series[r], vm.id(), r, history, left) ? 1 : 0;
            }
        }
    }

    private boolean isUrgent(ModelSeries series, VmId vm, int resource, DemandHistory history, int left) {
        if (history.slot() == series.knownUntil + 1) {
            series.monitor.observe(history.latest(vm, resource));
        }
        long rest = Math.max(1L, refitSteps / FIRST_REST) << series.fitsOutOfTurn;
        boolean isWrong = history.slot() - series.fittedAt >= rest && series.monitor.isAlarmed();
        series.isUrgent = left > 0 && (isWrong || series.isMisled());
        return series.isUrgent;
    }

    private ModelSeries[] seriesOf(Vm vm, DemandHistory history) {
        ModelSeries[] known = recalled(vm, history);
        if (known != null) {
            return known;
        }
        ModelSeries[] series = new ModelSeries[vm.allocation().resources().size()];
        Arrays.setAll(series, r -> new ModelSeries());
        return series;
    }

    private ModelSeries @Nullable [] recalled(Vm vm, DemandHistory history) {
        Optional<ModelSeries[]> known =
                guard.ask(() -> Optional.ofNullable(archive.recall(vm, r -> demand(history, vm.id(), r))));
        return known == null ? null : known.orElse(null);
    }

    private ModelSeries[] seriesOf(VmId vm) {
        ModelSeries[] series = seriesByVm.get(vm);
        if (series == null) {
            throw new IllegalStateException("The VM (" + vm + ") has no series.");
        }
        return series;
    }

    private void bringUpToDate(ModelSeries series, Vm vm, int vmIndex, EventFreeDemand demand, int horizon) {
        DemandHistory history = demand.history();
        long slot = history.slot();
        if (slot - series.knownUntil > Math.min(refitSteps, history.window())) {
            // Too long unseen: what was missed is no longer known.
            series.model = null;
        }
        ObservedModel model = series.model;
        if (model != null && !observe(model, series.knownUntil + 1, demand)) {
            series.model = null;
        }
        series.knownUntil = slot;
        boolean isDue = series.model == null
                ? YoungSeries.isEnough(history, vm.id(), demand.resource())
                : isDue(series, vmIndex, slot);
        if (series.isUrgent || isDue) {
            fit(series, vm, demand, horizon);
        }
    }

    private boolean isDue(ModelSeries series, int vmIndex, long slot) {
        long age = slot - series.fittedAt;
        // A young series learns much from few values; an old one waits for its turn, which no other series shares.
        return series.fittedLength < refitSteps
                ? age >= series.fittedLength
                : Math.floorMod(slot + 31L * vmIndex, refitSteps) == 0;
    }

    private void fit(ModelSeries series, Vm vm, EventFreeDemand demand, int horizon) {
        DemandHistory history = demand.history();
        int resource = demand.resource();
        // Where the fit fails, the model there was goes on.
        ObservedModel previous = series.model;
        List<Covariate> covariates = events == null ? List.of() : events.covariates(vm.id());
        FitResult result = guard.ask(() -> {
            ForecastRequest request = new ForecastRequest(
                    demand.past(),
                    seasonalPeriods,
                    covariates,
                    0,
                    history.upperBound(vm, resource),
                    horizon,
                    new VmSeries(vm, vm.allocation().resources().get(resource)));
            return previous == null ? forecaster.fit(request) : forecaster.refit(previous.model(), request);
        });
        if (result instanceof FitResult.Fitted fitted && (previous == null || fitted.model() != previous.model())) {
            series.model = new ObservedModel(fitted.model());
            series.covariates = forecaster.readsCovariates() ? covariates : List.of();
        }
        series.monitor.reset();
        series.fitsOutOfTurn = series.isUrgent ? Math.min(series.fitsOutOfTurn + 1, MOST_DOUBLINGS) : 0;
        series.fittedAt = history.slot();
        series.fittedLength = Math.max(1, history.age(vm.id(), resource));
    }

    private boolean observe(ObservedModel model, long from, EventFreeDemand demand) {
        return guard.ask(() -> {
                    for (long place = from; place <= demand.history().slot(); place++) {
                        model.observe(demand.at(place));
                    }
                    return true;
                })
                != null;
    }

    /** {@return the forecast of the model, or null if there is none, or it broke and is given up} */
    private @Nullable SeriesForecast forecast(
            ModelSeries series, EventFreeDemand demand, double upper, int steps, boolean isTrusted) {
        ObservedModel model = series.model;
        SeriesForecast known = model == null
                ? null
                : guard.ask(() -> {
                    Forecast forecast =
                            demand.withEvents(model.model().forecast(steps, QuantileLevels.STANDARD), upper);
                    series.monitor.expect(forecast.mean(0));
                    return new SeriesForecast(forecast, model.residuals(), isTrusted);
                });
        series.model = known == null ? null : model;
        return known;
    }

    @Override
    public String description(VmId vm, int resource) {
        ModelSeries[] series = seriesByVm.get(vm);
        ObservedModel model = series == null ? null : series[resource].model;
        return model == null ? "" : model.model().description();
    }

    /** {@return why series are not forecast that could be, in words; empty if all is well} */
    public String problem() {
        return guard.problem();
    }
}
