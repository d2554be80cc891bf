// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.ModelFrame;
import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.recursion.SmoothingPoint;
import io.affinity.forecast.recursion.SmoothingState;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing as state space models with maximum likelihood (Hyndman, Koehler, Ord and Snyder 2008): smoothing
 * parameters within R's bounds, initial states estimated with them.
 *
 * <p>By default the spec with the least AICc is taken from all that the history allows: multiplicative ones for series of
 * positive values only, seasons for the periods of the request that the values cover twice. The seasonal states of
 * periods above 24 steps are those of a classical decomposition. A missing value changes nothing but the time.
 *
 * <p>Ignores covariates. Immutable and thread-safe.
 */
public final class Ets implements Forecaster, ModelCodec {

    /** So that the simplest spec has a finite AICc. */
    private static final int LEAST_VALUES = 5;

    /** Stands where models with additive errors have their description, which begins otherwise. */
    private static final String RELATIVE = "relative";

    private final @Nullable EtsSpec spec;

    /** Creates the forecaster that chooses the spec. */
    public Ets() {
        this(null);
    }

    private Ets(@Nullable EtsSpec spec) {
        this.spec = spec;
    }

    /** {@return a copy that uses this spec, with the longest period of the request that the values cover twice} */
    public Ets withSpec(EtsSpec newSpec) {
        return new Ets(newSpec);
    }

    @Override
    public String name() {
        return "ets";
    }

    /**
     * {@return the model with the greatest likelihood}
     *
     * @param series values at equal steps, NaN where missing; copied
     * @param period length of the season in steps; ignored without a season
     * @throws IllegalArgumentException if a value is infinite, a multiplicative spec meets a value that is not positive, or
     *     there are too few values that are not missing (two periods, and 3 more than parameters)
     */
    public static EtsFit estimate(double[] series, int period, EtsSpec spec) {
        double[] values = checked(series, period, spec);
        int required = EtsHistory.required(spec, period);
        EtsHistory history = EtsHistory.of(values);
        if (history.present() < required) {
            throw new IllegalArgumentException("The number of values (" + history.present() + ") must be at least "
                    + required + " for " + spec + (spec.seasonal() ? " with period " + period : "") + ".");
        }
        return EtsFit.of(spec, EtsSearch.best(spec, values, period), values);
    }

    /**
     * {@return the model with these parameters; nothing is estimated}
     *
     * @param series values at equal steps, NaN where missing, one present at least; copied
     * @param period length of the season in steps; ignored without a season
     * @param fixedParams all parameters of the spec by the names of {@link EtsFit#parameters}; the last season, which
     *     follows from the others, may be given too
     * @throws IllegalArgumentException if the series does not suit the spec, or a name is missing, unknown or not finite
     */
    public static EtsFit evaluate(double[] series, int period, EtsSpec spec, Map<String, Double> fixedParams) {
        double[] values = checked(series, period, spec);
        if (EtsHistory.of(values).present() == 0) {
            throw new IllegalArgumentException(
                    "The series of " + series.length + " values must have one that is not missing.");
        }
        return EtsFit.of(spec, EtsParameters.of(spec, period, fixedParams), values);
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        double[] values = request.history().values();
        EtsHistory history = EtsHistory.of(values);
        @Nullable EtsFit best = null;
        for (EtsSpec candidate : spec == null ? EtsSpec.all() : List.of(spec)) {
            for (int period : periods(candidate, request, history)) {
                if (candidate.relative() && !history.positive()) {
                    continue;
                }
                EtsFit fit = EtsFit.of(candidate, EtsSearch.best(candidate, values, period), values);
                if (Double.isFinite(fit.loglik()) && (best == null || fit.aicc() < best.aicc())) {
                    best = fit;
                }
            }
        }
        return best == null ? without(request, history) : new FitResult.Fitted(model(request, best));
    }

    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        return CalibratedModel.refitted(previous, fit(request));
    }

    @Override
    public byte[] encode(FittedModel model) {
        if (!(model instanceof RelativeEts relative)) {
            return CalibratedModel.encode(model, name(), SmoothingPoint.class);
        }
        StateWriter out = ModelFormat.begin(name());
        out.putText(RELATIVE);
        relative.write(out);
        return ModelFormat.seal(out);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        StateReader in = ModelFormat.open(bytes, name());
        if (!in.takeText().equals(RELATIVE)) {
            return CalibratedModel.decode(bytes, name(), SmoothingPoint::read);
        }
        RelativeEts model = new RelativeEts(in);
        in.end();
        ModelFrame.requireUsable(model);
        return model;
    }

    private FitResult without(ForecastRequest request, EtsHistory history) {
        int required = LEAST_VALUES;
        if (spec != null) {
            int shortest =
                    request.seasonalPeriods().stream().min(Integer::compare).orElse(1);
            required = EtsHistory.required(spec, shortest);
            if (spec.seasonal() && shortest == 1) {
                return new FitResult.NotConverged(spec + " has a season, but the request names no seasonal period.");
            }
        }
        if (history.present() < required) {
            return new FitResult.InsufficientHistory(required, history.present());
        }
        return new FitResult.NotConverged(
                history.positive() || spec == null || !spec.relative()
                        ? "The likelihood is not finite."
                        : spec + " is for positive values only.");
    }

    /** All covered ones where the spec is chosen, else the longest. */
    private List<Integer> periods(EtsSpec candidate, ForecastRequest request, EtsHistory history) {
        if (!candidate.seasonal()) {
            return history.present() >= EtsHistory.required(candidate, 1) ? List.of(1) : List.of();
        }
        List<Integer> covered = new ArrayList<>(request.seasonalPeriods().stream()
                .filter(period -> history.present() >= EtsHistory.required(candidate, period))
                .distinct()
                .sorted()
                .toList());
        return spec == null || covered.isEmpty() ? covered : covered.subList(covered.size() - 1, covered.size());
    }

    private static FittedModel model(ForecastRequest request, EtsFit fit) {
        SmoothingState state = fit.states().state(fit.spec());
        if (fit.spec().relative()) {
            return RelativeEts.of(request, fit, state);
        }
        SmoothingPoint point = new SmoothingPoint(fit.description(), state);
        point.observe(request.history().value(0));
        return CalibratedModel.of(request, 1, point);
    }

    private static double[] checked(double[] series, int period, EtsSpec spec) {
        if (spec.seasonal() && period < 2) {
            throw new IllegalArgumentException("The period (" + period + ") of " + spec + " must be at least 2.");
        }
        for (int i = 0; i < series.length; i++) {
            if (Double.isInfinite(series[i]) || (spec.relative() && series[i] <= 0)) {
                throw new IllegalArgumentException("The value " + i + " (" + series[i] + ") must be finite"
                        + (spec.relative() ? " and positive for " + spec : "") + ", or NaN where it is missing.");
            }
        }
        return series.clone();
    }
}
