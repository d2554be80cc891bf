// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The model that a {@link Selection} chose, which also knows why. Where it turns out to be far worse than the last value carried
 * on, that is its forecast, until the model does better or is fitted anew. Where distributions of the past did about as well in the
 * backtest or since, or better, its quantiles are averaged with theirs, by lead ({@link PastShare}). Belongs to one thread at a time.
 */
public final class SelectedModel implements FittedModel {

    private final FittedModel model;
    private final Choice choice;
    private final RecentPast recent;
    private final @Nullable PastShare past;

    SelectedModel(FittedModel model, Choice choice, RecentPast recent, @Nullable PastShare past) {
        this.model = model;
        this.choice = choice;
        this.recent = recent;
        this.past = past;
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

    @Nullable
    PastShare past() {
        return past;
    }

    @Override
    public String description() {
        String beside =
                past == null ? "" : "; beside it the past: " + past.weights().describe();
        return "auto: " + model.description() + "; " + ChoiceText.of(choice) + beside;
    }

    @Override
    public Instant origin() {
        return model.origin();
    }

    @Override
    public void observe(double value) {
        model.observe(value);
        recent.observe(value, model);
        if (past != null) {
            past.observe(value, steps -> believed(steps, PinballLoss.LEVELS));
        }
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        Forecast believed = believed(steps, levels);
        return past == null ? believed : past.addedTo(believed);
    }

    private Forecast believed(int steps, QuantileLevels levels) {
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
