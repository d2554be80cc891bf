package io.affinity.forecast.transform;

import io.affinity.forecast.internal.ModelFormat;
import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.telemetry.TimeSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another forecaster, on another scale: the history is transformed, forecast, and the forecast transformed back.
 *
 * <ul>
 *   <li>Quantiles are those of the other scale, transformed back: that is exact, for the functions increase. They stay within
 *       the bounds of the request, and, where it has no upper bound, within a thousand times the size of the largest value seen.
 *   <li>The mean is that of the distribution transformed back, by Gauss-Hermite quadrature with five nodes whose values are
 *       taken from the quantiles: the bias of a mean that is merely transformed back does not arise.
 *   <li>A residual is in the unit of the series, the value less the mean forecast for it. For the steps of the fit the
 *       distribution around what the forecaster expected has the width that it has at the origin.
 * </ul>
 *
 * <p>Where the transformation does not apply, as said below, the forecaster answers as it is. Needs what the forecaster
 * needs. Models can be encoded where those of the forecaster can. Immutable and thread-safe if the forecaster is.
 */
public final class Transformed implements Forecaster, ModelCodec {

    private final Forecaster forecaster;
    private final ScaleChoice choice;

    private Transformed(Forecaster forecaster, ScaleChoice choice) {
        this.forecaster = forecaster;
        this.choice = choice;
    }

    /**
     * {@return the forecaster on the scale of Box and Cox (1964) whose parameter, in [0, 1], is chosen by Guerrero's method
     * (1993) from blocks of the shortest seasonal period} The power is that of the value less the lower bound of the request, or
     * of the value itself without one; near this value, where the logarithm would make much of little, it is cut off.
     * Not applied if the parameter comes out above 0.95, if there is no positive value, or a negative one and no bound.
     */
    public static Transformed boxCox(Forecaster forecaster) {
        return new Transformed(forecaster, new ScaleChoice.BoxCoxBy(ScaleChoice.BoxCoxBy.GUERRERO));
    }

    /**
     * {@return the same with a given parameter; at 1 it is the forecaster as it is}
     *
     * @param lambda 0 (the logarithm) to 2; with a negative one quantiles could be infinite
     */
    public static Transformed boxCox(Forecaster forecaster, double lambda) {
        if (!(lambda >= 0 && lambda <= Scale.BoxCox.MOST_LAMBDA)) {
            throw new IllegalArgumentException(
                    "The Box-Cox parameter (" + lambda + ") must lie between 0 and " + Scale.BoxCox.MOST_LAMBDA + ".");
        }
        return new Transformed(forecaster, new ScaleChoice.BoxCoxBy(lambda));
    }

    /**
     * {@return the forecaster on the scale of the logarithm of the odds between the bounds of the request} Values at a bound or
     * beyond it count as a little within. Not applied if a bound is infinite or both are equal.
     */
    public static Transformed logit(Forecaster forecaster) {
        return new Transformed(forecaster, new ScaleChoice.LogitOfBounds());
    }

    /** {@return that of the forecaster behind the transformation's, such as {@code logit-holt-winters}} */
    @Override
    public String name() {
        return choice.name() + "-" + forecaster.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        Scale scale = choice.scale(request);
        if (scale == null) {
            return forecaster.fit(request);
        }
        TimeSeries history = request.history();
        double[] values = history.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = scale.of(values[i]);
        }
        TimeSeries scaled =
                TimeSeries.of(history.start(), history.step(), values).withTrust(history.trust());
        FitResult result = forecaster.fit(new ForecastRequest(
                scaled,
                request.seasonalPeriods(),
                request.covariates(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY));
        return result instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(TransformedModel.of(request, scale, fitted.model()))
                : result;
    }

    @Override
    public byte[] encode(FittedModel model) {
        StateWriter out = ModelFormat.begin(name());
        boolean transformed = model instanceof TransformedModel;
        out.putBoolean(transformed);
        if (model instanceof TransformedModel own) {
            own.write(out);
            out.putBytes(codec().encode(own.scaled()));
        } else {
            out.putBytes(codec().encode(model));
        }
        return out.bytes();
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        StateReader in = ModelFormat.open(bytes, name());
        TransformedModel.@Nullable Own own = in.takeBoolean() ? TransformedModel.Own.read(in) : null;
        FittedModel model = codec().decode(in.takeBytes(), covariates);
        in.end();
        return own == null ? model : new TransformedModel(own, model);
    }

    private ModelCodec codec() {
        if (forecaster instanceof ModelCodec codec) {
            return codec;
        }
        throw new IllegalArgumentException(
                "The forecaster " + forecaster.name() + " must be one whose models can be kept as bytes.");
    }
}
