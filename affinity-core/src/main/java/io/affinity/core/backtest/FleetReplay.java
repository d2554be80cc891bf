// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes through the past of all VMs as a control loop does, with one model for them. Belongs to one thread at a time. */
final class FleetReplay implements WholeReplay {

    private final BacktestData data;
    private final Contender.FleetWide contender;
    private final int window;
    private final int refitSteps;
    private final int horizon;
    private final long seed;
    private final Fleet fleet;
    private final int[] first;
    private final double[] most;
    private @Nullable FleetModel model;
    private int known;
    private int fittedAt;
    private int fittedLength;

    FleetReplay(BacktestData data, Contender.FleetWide contender, int window, int refitSteps, int horizon, long seed) {
        this.data = data;
        this.contender = contender;
        this.window = window;
        this.refitSteps = refitSteps;
        this.horizon = horizon;
        this.seed = seed;
        this.fleet = FleetWindow.fleetOf(data);
        this.first = IntStream.range(0, data.vms().size()).map(data::firstKnown).toArray();
        this.most = new double[first.length];
    }

    @Override
    public List<Attempt> at(int origin) {
        List<Attempt> attempts = new ArrayList<>();
        Attempt all = Attempt.ask(() -> {
            String problem = learn(origin);
            if (model != null) {
                model.forecast(horizon, Backtest.LEVELS).forEach(result -> attempts.add(attempt(result)));
            }
            return Attempt.failed(problem);
        });
        if (model == null || attempts.size() != first.length) {
            goOnTo(origin, null);
            model = null;
            String problem = all.problem().isEmpty()
                    ? "gave " + attempts.size() + " results for " + first.length + " VMs"
                    : all.problem();
            return Collections.nCopies(first.length, Attempt.failed(problem));
        }
        return List.copyOf(attempts);
    }

    @Override
    public String description(int vm) {
        return model == null ? "" : model.description();
    }

    /** {@return why there is no model that is new enough} */
    private String learn(int origin) {
        goOnTo(origin, model);
        boolean isDue = model == null || origin - fittedAt >= Math.min(refitSteps, fittedLength);
        return isDue ? fit(origin) : "";
    }

    private void goOnTo(int origin, @Nullable FleetModel observing) {
        while (known < origin) {
            for (int vm = 0; vm < most.length; vm++) {
                double value = data.value(vm, known);
                most[vm] = value > most[vm] ? value : most[vm];
            }
            known++;
            if (observing != null) {
                observing.observe(shown());
            }
        }
    }

    private FleetWindow shown() {
        return new FleetWindow(data, fleet, window, known, first, most);
    }

    private String fit(int origin) {
        FleetRequest request =
                new FleetRequest(shown(), contender.periods(data.step()), horizon, FleetRequest.DEFAULT_BUDGET, seed);
        FleetFitResult result = model == null
                ? contender.forecaster().fit(request)
                : contender.forecaster().refit(model, request);
        if (result instanceof FleetFitResult.Fitted fitted) {
            model = fitted.model();
            fittedAt = origin;
            fittedLength = Math.min(window, origin);
            return "";
        }
        return result instanceof FitResult.InsufficientHistory few
                ? Attempt.reason(few)
                : Attempt.reason((FitResult.NotConverged) result);
    }

    private Attempt attempt(SeriesResult result) {
        if (result instanceof SeriesResult.Forecasted own) {
            return Attempt.of(Attempt.checked(own.forecast(), horizon, Backtest.LEVELS));
        } else if (result instanceof SeriesResult.ByAttributes alike) {
            return Attempt.of(Attempt.checked(alike.forecast(), horizon, Backtest.LEVELS));
        }
        return Attempt.failed(
                result instanceof FitResult.InsufficientHistory few
                        ? Attempt.reason(few)
                        : Attempt.reason((FitResult.NotConverged) result));
    }
}
