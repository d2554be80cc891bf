package io.affinity.forecast.ets;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Locale;

/** A fit with additive errors, as a point model. */
final class LinearEts implements PointModel {

    private final EtsState state;
    private final String description;

    /** @param state owned from now on */
    LinearEts(EtsFit fit, EtsState state) {
        this.state = state;
        description = describe(fit);
    }

    /** Takes what {@link #write} put. */
    LinearEts(StateReader in) {
        description = in.takeText();
        state = new EtsState(in);
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
        return state.mean(lead);
    }

    @Override
    public double response(int lag) {
        return lag == 0 ? 1 : state.response(lag);
    }

    @Override
    public void observe(double value) {
        state.advance(Double.isNaN(value) ? 0 : value - state.mean(1));
    }

    static String describe(EtsFit fit) {
        EtsParameters parameters = fit.states();
        StringBuilder text = new StringBuilder("ets ").append(fit.spec());
        text.append(fit.period() == 1 ? ", no season" : ", period " + fit.period());
        text.append(String.format(Locale.ROOT, ", alpha %.3f", parameters.alpha));
        if (fit.spec().trended()) {
            text.append(String.format(Locale.ROOT, ", beta %.4f", parameters.beta));
        }
        if (fit.spec().seasonal()) {
            text.append(String.format(Locale.ROOT, ", gamma %.4f", parameters.gamma));
        }
        if (fit.spec().damped()) {
            text.append(String.format(Locale.ROOT, ", phi %.3f", parameters.phi));
        }
        return text.toString();
    }
}
