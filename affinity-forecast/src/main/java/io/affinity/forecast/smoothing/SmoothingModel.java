package io.affinity.forecast.smoothing;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Locale;

/** Smoothing with fixed parameters, as a point model. */
final class SmoothingModel implements PointModel {

    private final SmoothingState state;
    private final String description;

    SmoothingModel(SmoothingStart start, SmoothingParameters parameters) {
        state = new SmoothingState(start, parameters);
        description = describe(start, parameters);
    }

    /** Takes what {@link #write} put. */
    SmoothingModel(StateReader in) {
        description = in.takeText();
        state = new SmoothingState(in);
    }

    @Override
    public void write(StateWriter out) {
        out.putText(description);
        state.write(out);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public double mean(int lead) {
        return state.ahead(lead);
    }

    @Override
    public double response(int lag) {
        return lag == 0 ? 1 : state.response(lag);
    }

    @Override
    public void observe(double value) {
        state.advance(Double.isNaN(value) ? 0 : value - state.next());
    }

    private static String describe(SmoothingStart start, SmoothingParameters parameters) {
        StringBuilder text = new StringBuilder("holt-winters, trend ")
                .append(start.trend().name().toLowerCase(Locale.ROOT));
        text.append(start.period() == 1 ? ", no season" : ", period " + start.period());
        text.append(String.format(Locale.ROOT, ", alpha %.3f", parameters.alpha()));
        if (start.trend() != Trend.NONE) {
            text.append(String.format(Locale.ROOT, ", beta %.3f", parameters.beta()));
        }
        if (start.period() > 1) {
            text.append(String.format(Locale.ROOT, ", gamma %.3f", parameters.gamma()));
        }
        if (start.trend() == Trend.DAMPED) {
            text.append(String.format(Locale.ROOT, ", phi %.3f", parameters.phi()));
        }
        return text.toString();
    }
}
