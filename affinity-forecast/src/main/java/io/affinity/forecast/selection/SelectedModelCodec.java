// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.Combination;
import io.affinity.forecast.calibration.ModelFrame;
import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.ArrayList;
import java.util.List;

/** A selected model as bytes: the choice, and each model that counts in it in the form of its own forecaster. */
final class SelectedModelCodec {

    private final Candidates candidates;
    private final String name;

    SelectedModelCodec(Candidates candidates, String name) {
        this.candidates = candidates;
        this.name = name;
    }

    byte[] encode(FittedModel model) {
        if (!(model instanceof SelectedModel selected)) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of the forecaster " + name + ".");
        }
        List<FittedModel> parts = new ArrayList<>();
        boolean combined = selected.choice().reason() == Choice.Reason.COMBINED;
        if (combined && selected.model() instanceof CalibratedModel combination) {
            parts.addAll(Combination.members(combination));
        } else {
            parts.add(selected.model());
        }
        StateWriter out = ModelFormat.begin(name);
        ChoiceCodec.write(selected.choice(), out);
        selected.recent().write(out);
        List<String> labels = chosen(selected.choice());
        for (int i = 0; i < parts.size(); i++) {
            out.putBytes(codec(labels.get(i)).encode(parts.get(i)));
        }
        if (combined && selected.model() instanceof CalibratedModel combination) {
            Combination.write(combination, out);
        }
        PastShare past = selected.past();
        out.putBoolean(past != null);
        if (past != null) {
            past.write(out);
        }
        return ModelFormat.seal(out);
    }

    FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        StateReader in = ModelFormat.open(bytes, name);
        Choice choice = ChoiceCodec.read(in);
        RecentPast recent = RecentPast.read(in);
        List<FittedModel> parts = new ArrayList<>();
        for (String label : chosen(choice)) {
            parts.add(codec(label).decode(in.takeBytes(), covariates));
        }
        boolean combined = choice.reason() == Choice.Reason.COMBINED;
        if (parts.isEmpty() || (!combined && parts.size() > 1)) {
            throw in.broken("it has " + parts.size() + " parts");
        }
        FittedModel model = combined ? Combination.read(in, calibrated(parts, in)) : parts.get(0);
        PastShare past = in.takeBoolean() ? PastShare.read(in) : null;
        in.end();
        SelectedModel selected = new SelectedModel(model, choice, recent, past);
        ModelFrame.requireUsable(selected);
        return selected;
    }

    private static List<CalibratedModel> calibrated(List<FittedModel> parts, StateReader in) {
        List<CalibratedModel> models = new ArrayList<>();
        for (FittedModel part : parts) {
            if (!(part instanceof CalibratedModel model)) {
                throw in.broken("it combines " + part.description() + ", which cannot be combined");
            }
            models.add(model);
        }
        return models;
    }

    /** The labels of those that count, in their order. */
    static List<String> chosen(Choice choice) {
        return choice.options().stream()
                .filter(option -> option.nearWeight() > 0 || option.farWeight() > 0)
                .map(Choice.Option::label)
                .toList();
    }

    private ModelCodec codec(String label) {
        Forecaster forecaster = candidates.labelled(label);
        if (forecaster instanceof ModelCodec codec) {
            return codec;
        }
        throw new IllegalArgumentException("The forecaster " + label + " must be a candidate of " + name
                + " and able to keep its models as bytes.");
    }
}
