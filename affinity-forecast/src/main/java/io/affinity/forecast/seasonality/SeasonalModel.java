// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/** Several seasons with fixed weights, as a point model. */
final class SeasonalModel implements PointModel {

    private final SeasonalState state;

    SeasonalModel(SeasonalState state) {
        this.state = state;
    }

    static SeasonalModel read(StateReader in) {
        return new SeasonalModel(SeasonalState.read(in));
    }

    @Override
    public void write(StateWriter out) {
        state.write(out);
    }

    @Override
    public String description() {
        int[] periods = state.periods();
        SeasonalParameters parameters = state.parameters();
        String seasons = periods.length == 0
                ? "no season"
                : "periods " + Arrays.toString(periods) + ", gamma " + Arrays.toString(parameters.gammas());
        return "multi-seasonal, " + seasons + ", alpha " + parameters.alpha() + ", phi " + parameters.phi();
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
        state.advance(value);
    }
}
