package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** The model that a {@link Selection} chose, which also knows why. Belongs to one thread at a time. */
public final class SelectedModel implements FittedModel {

    private final FittedModel model;
    private final Choice choice;

    SelectedModel(FittedModel model, Choice choice) {
        this.model = model;
        this.choice = choice;
    }

    /** {@return what was chosen, and why} */
    public Choice choice() {
        return choice;
    }

    FittedModel model() {
        return model;
    }

    @Override
    public String description() {
        return "auto: " + model.description() + "; " + ChoiceText.of(choice);
    }

    @Override
    public Instant origin() {
        return model.origin();
    }

    @Override
    public void observe(double value) {
        model.observe(value);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        return model.forecast(steps, levels);
    }

    @Override
    public int residuals() {
        return model.residuals();
    }

    @Override
    public double residual(int stepsBack) {
        return model.residual(stepsBack);
    }
}
