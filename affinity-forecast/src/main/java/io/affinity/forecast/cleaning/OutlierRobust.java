package io.affinity.forecast.cleaning;

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

/**
 * Another forecaster that single absurd values do not lead astray. It learns from the history without its outliers: values
 * more than 8 robust standard deviations off from what their neighbors and their place in the season let expect, up to three
 * in a row. While it observes, a value more than about 6 off its forecast counts for so much only, unless more than three in a row
 * are off to the same side: then the level has changed, and they count in full.
 *
 * <p>Outliers come again, and a quantile must say so: each is moved by as much as the same quantile of the latest one-step
 * errors moves if their true values count in place of the limited ones. Residuals are those of the true values. Where
 * more than one value in fifty is that far off, or where more than half of the values are as expected exactly, the history
 * remains as it is.
 *
 * <p>Needs what the forecaster needs. Models can be encoded where those of the forecaster can. Immutable and thread-safe if it is.
 */
public final class OutlierRobust implements Forecaster, ModelCodec {

    private final Forecaster forecaster;

    private OutlierRobust(Forecaster forecaster) {
        this.forecaster = forecaster;
    }

    /** {@return the forecaster, to which outliers are shown limited} */
    public static OutlierRobust of(Forecaster forecaster) {
        return new OutlierRobust(forecaster);
    }

    /** {@return that of the forecaster with {@code robust-} before it} */
    @Override
    public String name() {
        return "robust-" + forecaster.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        double[] cleaned = CleanedHistory.of(history.values(), request.seasonalPeriods());
        TimeSeries clean =
                TimeSeries.of(history.start(), history.step(), cleaned).withTrust(history.trust());
        return forecaster.fit(request.withHistory(clean)) instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(RobustModel.of(request, cleaned, fitted.model()))
                : forecaster.fit(request);
    }

    @Override
    public byte[] encode(FittedModel model) {
        if (!(model instanceof RobustModel robust)) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of the forecaster " + name() + ".");
        }
        StateWriter out = ModelFormat.begin(name());
        robust.write(out);
        out.putBytes(Codecs.of(forecaster).encode(robust.limited()));
        return out.bytes();
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        StateReader in = ModelFormat.open(bytes, name());
        RobustModel.Own own = RobustModel.Own.read(in);
        FittedModel model = Codecs.of(forecaster).decode(in.takeBytes(), covariates);
        in.end();
        return new RobustModel(own, model);
    }
}
