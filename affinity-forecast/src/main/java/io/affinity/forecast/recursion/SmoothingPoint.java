// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.recursion;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * Exponential smoothing with additive errors and known parameters, as a point model: the same whether these came from least
 * squares as Holt and Winters have it, or from a likelihood. One kind of model, whoever fitted it: calibration goes on from one
 * to the other.
 */
public final class SmoothingPoint implements PointModel {

    private final String description;
    private final SmoothingState state;

    /**
     * Creates the model.
     *
     * @param state before the next value, without factors; owned from now on
     */
    public SmoothingPoint(String description, SmoothingState state) {
        this.description = description;
        this.state = state;
    }

    /** {@return the model that was put into bytes} */
    public static SmoothingPoint read(StateReader in) {
        String description = in.takeText();
        SmoothingState state = SmoothingState.read(in);
        if (state.hasFactors()) {
            throw in.broken("its season multiplies, which goes with multiplicative errors only");
        }
        return new SmoothingPoint(description, state);
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
        state.advance(Double.isNaN(value) ? 0 : value - state.next());
    }
}
