// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.List;

/**
 * What is now, stays: the forecast of every step is the last value. The reference for everything else, and the only
 * forecaster that answers from a single value.
 *
 * <p>Needs one value that is not missing. Ignores seasonal periods and covariates. Immutable and thread-safe.
 */
public final class Persistence implements Forecaster, ModelCodec {

    /** Creates the forecaster; it has no options. */
    public Persistence() {}

    @Override
    public String name() {
        return "persistence";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        for (int i = 0; i < request.history().length(); i++) {
            double value = request.history().value(i);
            if (!Double.isNaN(value)) {
                return new FitResult.Fitted(CalibratedModel.of(request, i + 1, new LastValue(value)));
            }
        }
        return new FitResult.InsufficientHistory(1, 0);
    }

    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        return CalibratedModel.refitted(previous, fit(request));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), LastValue.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), in -> new LastValue(in.takeNumber("the last value")));
    }

    private static final class LastValue implements PointModel {

        private double last;

        LastValue(double first) {
            last = first;
        }

        @Override
        public String description() {
            return "persistence";
        }

        @Override
        public double mean(int lead) {
            return last;
        }

        @Override
        public double response(int lag) {
            return 1;
        }

        @Override
        public void observe(double value) {
            if (!Double.isNaN(value)) {
                last = value;
            }
        }

        @Override
        public void write(StateWriter out) {
            out.putDouble(last);
        }
    }
}
