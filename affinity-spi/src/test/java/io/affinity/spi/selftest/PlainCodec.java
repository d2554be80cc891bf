// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.snapshot.Envelope;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The plain forecaster with the simplest codec: a model is what it was given. Each step can be given a defect. */
class PlainCodec implements Forecaster, ModelCodec {

    private static final Envelope ENVELOPE = new Envelope(0x504C4149, 7);

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

    @Override
    public byte[] encode(FittedModel model) {
        if (!(model instanceof Recorded recorded)) {
            throw new IllegalArgumentException("The model (" + model.description() + ") must be a plain one.");
        }
        double[] history = recorded.request.history().values();
        List<Double> observed = observed(recorded);
        ByteBuffer bytes = ByteBuffer.allocate(24 + 8 * (history.length + observed.size()));
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
        return ENVELOPE.seal(bytes.array());
    }

    ByteBuffer open(byte[] encoded) {
        try {
            return ENVELOPE.open(encoded);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The " + encoded.length + " bytes are no plain model: " + e.getMessage(), e);
        }
    }

    int length(int count, ByteBuffer bytes) {
        if (count < 0 || count > bytes.remaining() / Double.BYTES) {
            throw new IllegalArgumentException("The number of values (" + count + ") does not fit into the bytes.");
        }
        return count;
    }

    @Override
    public FittedModel decode(byte[] encoded, List<Covariate> covariates) {
        ByteBuffer bytes = open(encoded);
        try {
            Instant start = Instant.ofEpochSecond(bytes.getLong());
            Duration step = Duration.ofSeconds(bytes.getLong());
            int known = bytes.getInt();
            int observed = bytes.getInt();
            double[] history = new double[length(known, bytes)];
            for (int i = 0; i < history.length; i++) {
                history[i] = bytes.getDouble();
            }
            if (!(fit(ForecastRequest.of(TimeSeries.of(start, step, history))) instanceof FitResult.Fitted fitted)) {
                throw new IllegalArgumentException("The " + encoded.length + " bytes have no value.");
            }
            FittedModel model = fitted.model();
            for (int i = 0; i < observed; i++) {
                model.observe(bytes.getDouble());
            }
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException("There are " + bytes.remaining() + " bytes too many.");
            }
            return model;
        } catch (BufferUnderflowException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("The " + encoded.length + " bytes cannot be.", e);
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
