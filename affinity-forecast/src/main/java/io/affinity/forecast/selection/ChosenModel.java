package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** The model chosen, which also says why it was. */
final class ChosenModel implements FittedModel {

    private final FittedModel chosen;
    private final String reason;

    ChosenModel(FittedModel chosen, String reason) {
        this.chosen = chosen;
        this.reason = reason;
    }

    @Override
    public String description() {
        return "auto: " + chosen.description() + "; " + reason;
    }

    @Override
    public Instant origin() {
        return chosen.origin();
    }

    @Override
    public void observe(double value) {
        chosen.observe(value);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        return chosen.forecast(steps, levels);
    }

    @Override
    public int residuals() {
        return chosen.residuals();
    }

    @Override
    public double residual(int stepsBack) {
        return chosen.residual(stepsBack);
    }
}
