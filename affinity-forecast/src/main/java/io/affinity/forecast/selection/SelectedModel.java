package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/**
 * The model that a {@link Selection} chose, which also knows why. Where it turns out to be far worse than the last value carried
 * on, that is its forecast, until the model does better or is fitted anew. Belongs to one thread at a time.
 */
public final class SelectedModel implements FittedModel {

    private final FittedModel model;
    private final Choice choice;
    private final RecentPast recent;

    SelectedModel(FittedModel model, Choice choice, RecentPast recent) {
        this.model = model;
        this.choice = choice;
        this.recent = recent;
    }

    /** {@return what was chosen, and why} */
    public Choice choice() {
        return choice;
    }

    FittedModel model() {
        return model;
    }

    RecentPast recent() {
        return recent;
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
        recent.observe(value, model);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        Forecast forecast = model.forecast(steps, levels);
        return recent.isGross() ? recent.instead(forecast) : forecast;
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
