package io.affinity.spi.selftest;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The plain forecaster with the simplest codec: a model is what it was given. Each step can be given a defect. */
class PlainCodec implements Forecaster, ModelCodec {

    private static final int VERSION = 7;

    private final Forecaster plain = new PlainForecaster();

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        FitResult result = plain.fit(request);
        return result instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(new Recorded(fitted.model(), request))
                : result;
    }

    List<Double> observed(Recorded model) {
        return model.observed;
    }

    double kept(double value) {
        return value;
    }

    void checkRest(int remaining, int length) {
        if (remaining > 0) {
            throw new IllegalArgumentException("There are " + remaining + " of " + length + " bytes too many.");
        }
    }

    @Override
    public byte[] encode(FittedModel model) {
        if (!(model instanceof Recorded recorded)) {
            throw new IllegalArgumentException("The model (" + model.description() + ") must be a plain one.");
        }
        double[] history = recorded.request.history().values();
        List<Double> observed = observed(recorded);
        ByteBuffer bytes = ByteBuffer.allocate(28 + 8 * (history.length + observed.size()));
        bytes.putInt(VERSION);
        bytes.putLong(recorded.request.history().start().getEpochSecond());
        bytes.putLong(recorded.request.history().step().getSeconds());
        bytes.putInt(history.length);
        bytes.putInt(observed.size());
        for (double value : history) {
            bytes.putDouble(kept(value));
        }
        for (double value : observed) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    @Override
    public FittedModel decode(byte[] encoded, List<Covariate> covariates) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        try {
            if (bytes.getInt() != VERSION) {
                throw new IllegalArgumentException("The " + encoded.length + " bytes must be those of a plain model.");
            }
            Instant start = Instant.ofEpochSecond(bytes.getLong());
            Duration step = Duration.ofSeconds(bytes.getLong());
            double[] history = new double[bytes.getInt()];
            int observed = bytes.getInt();
            for (int i = 0; i < history.length; i++) {
                history[i] = bytes.getDouble();
            }
            FitResult result = fit(ForecastRequest.of(TimeSeries.of(start, step, history)));
            FittedModel model = ((FitResult.Fitted) result).model();
            for (int i = 0; i < observed; i++) {
                model.observe(bytes.getDouble());
            }
            checkRest(bytes.remaining(), encoded.length);
            return model;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("The " + encoded.length + " bytes end too early.", e);
        }
    }

    /** A model that knows how it came about. */
    static final class Recorded extends AlteredModel {

        private final ForecastRequest request;
        private final List<Double> observed = new ArrayList<>();

        Recorded(FittedModel model, ForecastRequest request) {
            super(model);
            this.request = request;
        }

        @Override
        public void observe(double value) {
            super.observe(value);
            observed.add(value);
        }
    }
}
