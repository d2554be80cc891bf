// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the model of a {@link FleetForecaster}: fits it in the first step, anew whenever what there is to learn from has doubled,
 * and from then on once in each refit period, and feeds it every step, those of a gap as well.
 *
 * <p>A series of which the model says nothing is forecast by what the VM did so far and what VMs like it do
 * ({@link BorrowedForecasts}, {@link GroupDemand}). Forecasts by attributes may be decided on as far as those of groups, or, of a VM that
 * is new beside old ones, as far as those that are borrowed. A forecaster that throws does not
 * stop the control loop: its model is given up until the next fit is due.
 */
public final class FleetModelForecaster implements DemandForecaster {

    private final FleetForecaster forecaster;
    private final @Nullable EventSource events;
    private final FleetFits fits;
    private final FleetModelArchive archive;
    private FleetModelState state = new FleetModelState();
    private final ForecasterGuard guard;

    /**
     * When and how a model is fitted.
     *
     * @param seasons lengths of the seasons demand may have, longer than two steps
     * @param refitEvery how often a model is fitted anew, at least a step
     * @param step of the control loop
     * @param budget of each fit, as {@link FleetRequest#budget}
     * @param seed of each fit
     */
    public record FleetFits(List<Duration> seasons, Duration refitEvery, Duration step, long budget, long seed) {

        public FleetFits {
            seasons = List.copyOf(seasons);
            if (refitEvery.compareTo(step) < 0) {
                throw new IllegalArgumentException(
                        "The refit period (" + refitEvery + ") must be at least the step (" + step + ").");
            }
        }

        private int refitSteps() {
            return (int) refitEvery.dividedBy(step);
        }

        private List<Integer> seasonalPeriods() {
            return seasons.stream().map(season -> (int) season.dividedBy(step)).toList();
        }
    }

    /** @param events what is known in advance, or null */
    public FleetModelForecaster(FleetForecaster forecaster, @Nullable EventSource events, FleetFits fits) {
        this.forecaster = forecaster;
        this.guard = new ForecasterGuard(forecaster, "groups are forecast instead");
        this.events = events;
        this.fits = fits;
        String madeWith = "the fleet-wide forecaster " + forecaster.name() + ", steps of " + fits.step()
                + " and seasons of " + fits.seasons();
        this.archive = new FleetModelArchive(forecaster, events, madeWith, fits.refitSteps());
    }

    @Override
    public String name() {
        return forecaster.name();
    }

    /** {@return what survives a restart} */
    FleetModelArchive archive() {
        return archive;
    }

    /** {@return the model as bytes; null if there is none} */
    byte @Nullable [] encode() {
        return archive.encode(state);
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        guard.clear();
        FleetModelState saved = archive.recall(fleet, history);
        state = saved == null ? state : saved;
        dropIfUseless(fleet, history);
        Fleet remembered = withAbsent(fleet, history);
        catchUp(remembered, history);
        if (state.isDue(history.slot(), fits.refitSteps())) {
            fit(new HistoryView(remembered, history, history.slot(), events), history.slot(), steps);
        }
        SeriesForecast[] forecasts = forecasts(fleet, history, steps);
        FallbackForecasts.consultOthers(fleet, history, forecasts);
        return FleetForecast.of(fleet, history, Arrays.asList(forecasts));
    }

    /** A model of other resources, or one that cannot catch up, is worth as much as none. */
    private void dropIfUseless(Fleet fleet, DemandHistory history) {
        ObservedFleetModel model = state.model;
        long gap = history.slot() - state.knownUntil;
        if (model != null
                && (gap > Math.min(fits.refitSteps(), history.window() - 1)
                        || !model.fleet().resources().equals(fleet.resources()))) {
            state = new FleetModelState();
        }
    }

    /** A model forgets who is gone, so it is not told of VMs that an inventory loses for a moment: they are there, and not measured. */
    private Fleet withAbsent(Fleet fleet, DemandHistory history) {
        ObservedFleetModel model = state.model;
        Fleet before = model == null ? fleet : model.fleet();
        List<Vm> absent = before.vms().stream()
                .filter(vm -> !fleet.contains(vm.id())
                        && history.remembers(vm.id())
                        && fleet.contains(before.placement().hostOf(vm.id())))
                .toList();
        if (absent.isEmpty()) {
            return fleet;
        }
        Fleet.Builder all =
                Fleet.builder(fleet.observedAt()).topology(fleet.topology()).hosts(fleet.hosts());
        fleet.vms().forEach(vm -> all.vm(vm, fleet.placement().hostOf(vm.id())));
        absent.forEach(vm -> all.vm(vm, before.placement().hostOf(vm.id())));
        return all.policies(fleet.policies()).budgets(fleet.budgets()).build();
    }

    private void catchUp(Fleet fleet, DemandHistory history) {
        ObservedFleetModel model = state.model;
        boolean isWell = model != null;
        for (long place = state.knownUntil + 1; isWell && model != null && place <= history.slot(); place++) {
            HistoryView view = new HistoryView(fleet, history, place, events);
            isWell = guard.ask(() -> {
                        model.observe(view);
                        return model;
                    })
                    != null;
        }
        state.model = isWell ? model : null;
        state.knownUntil = history.slot();
    }

    private void fit(HistoryView view, long slot, int horizon) {
        FleetRequest request = new FleetRequest(view, fits.seasonalPeriods(), horizon, fits.budget(), fits.seed());
        ObservedFleetModel previous = state.model;
        FleetFitResult result = guard.ask(
                () -> previous == null ? forecaster.fit(request) : forecaster.refit(previous.model(), request));
        // Where the fit fails, the model there was goes on.
        if (result instanceof FleetFitResult.Fitted fitted
                && (previous == null || fitted.model() != previous.model())) {
            state.model = new ObservedFleetModel(fitted.model(), view.fleet());
        }
        int series = view.fleet().vms().size() * view.fleet().resources().size();
        int resources = view.fleet().resources().size();
        int longest = IntStream.range(0, series)
                .map(i -> view.age(i / resources, i % resources))
                .max()
                .orElse(0);
        state.fittedAt = slot;
        state.fittedLength = Math.max(1, longest);
    }

    private SeriesForecast[] forecasts(Fleet fleet, DemandHistory history, int steps) {
        int resources = fleet.resources().size();
        ObservedFleetModel model = state.model;
        List<SeriesResult> results = model == null ? null : results(model, steps);
        SeriesForecast[] forecasts = new SeriesForecast[fleet.vms().size() * resources];
        IntStream.range(0, fleet.vms().size()).parallel().forEach(v -> {
            Vm vm = fleet.vms().get(v);
            boolean isTrusted = history.trust(vm.id()) != Trust.NONE;
            for (int r = 0; r < resources; r++) {
                SeriesForecast known =
                        model == null || results == null || !model.fleet().contains(vm.id())
                                ? null
                                : forecast(model, results, model.fleet().indexOf(vm.id()), r, isTrusted);
                forecasts[v * resources + r] =
                        known == null ? FallbackForecasts.lastValue(vm, r, history, steps) : known;
            }
        });
        return forecasts;
    }

    private @Nullable List<SeriesResult> results(ObservedFleetModel model, int steps) {
        return guard.ask(() -> {
            List<SeriesResult> results = model.model().forecast(steps, QuantileLevels.STANDARD);
            Fleet fleet = model.fleet();
            int expected = fleet.vms().size() * fleet.resources().size();
            if (results.size() != expected) {
                throw new IllegalStateException(
                        "The number of results (" + results.size() + ") must be VMs x resources (" + expected + ").");
            }
            for (SeriesResult result : results) {
                if (result instanceof SeriesResult.Forecasted known) {
                    requireAsAsked(known.forecast(), steps);
                } else if (result instanceof SeriesResult.ByAttributes alike) {
                    requireAsAsked(alike.forecast(), steps);
                }
            }
            return results;
        });
    }

    private static void requireAsAsked(Forecast forecast, int steps) {
        if (forecast.steps() != steps || !forecast.levels().equals(QuantileLevels.STANDARD)) {
            throw new IllegalStateException("The forecast has " + forecast.steps() + " steps and the levels "
                    + forecast.levels() + ", which must be " + steps + " and " + QuantileLevels.STANDARD + ".");
        }
    }

    private static @Nullable SeriesForecast forecast(
            ObservedFleetModel model, List<SeriesResult> results, int vm, int resource, boolean isTrusted) {
        SeriesResult result = results.get(vm * model.fleet().resources().size() + resource);
        if (result instanceof SeriesResult.Forecasted known) {
            return new SeriesForecast(known.forecast(), model.residuals(vm, resource), isTrusted);
        }
        return result instanceof SeriesResult.ByAttributes alike
                ? new SeriesForecast(alike.forecast(), null, Evidence.NONE, Basis.GROUP)
                : null;
    }

    /** {@return why VMs are not forecast that could be, in words; empty if all is well} */
    public String problem() {
        return guard.problem();
    }
}
