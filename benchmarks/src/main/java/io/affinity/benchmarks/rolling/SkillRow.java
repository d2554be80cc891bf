// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One model against one reference at one horizon: {@code 1 - loss / reference loss} of each series.
 *
 * @param series on how many both have losses and the reference's is not zero, or both are zero (skill 0)
 * @param undefined on how many the reference is without loss and the model is not
 * @param mean skill, over series; median likewise
 * @param total skill of the summed losses, each scaled by the series' naive error
 * @param referenceWins on how many series the reference has the lesser loss
 * @param pickedThere on how many of those the description of the model names the reference
 */
record SkillRow(
        String model,
        String reference,
        int horizon,
        int series,
        int undefined,
        double mean,
        double median,
        double total,
        int referenceWins,
        int pickedThere) {

    /** @param models of the model; references of the reference, for the same series in the same order */
    static SkillRow of(int horizon, List<SeriesLosses> models, List<SeriesLosses> references) {
        double[] skills = new double[models.size()];
        int series = 0;
        int undefined = 0;
        int wins = 0;
        int picked = 0;
        double loss = 0;
        double referenceLoss = 0;
        for (int i = 0; i < models.size(); i++) {
            HorizonLosses ours = models.get(i).at(horizon);
            HorizonLosses theirs = references.get(i).at(horizon);
            if (ours == null || theirs == null) {
                continue;
            }
            if (theirs.loss() < ours.loss()) {
                wins++;
                picked += names(models.get(i).description(), references.get(i).model()) ? 1 : 0;
            }
            if (theirs.loss() > 0) {
                skills[series++] = 1 - ours.loss() / theirs.loss();
            } else if (ours.loss() == 0) {
                skills[series++] = 0;
            } else {
                undefined++;
            }
            if (models.get(i).scale() > 0) {
                loss += ours.loss() / models.get(i).scale();
                referenceLoss += theirs.loss() / models.get(i).scale();
            }
        }
        double[] sorted = Arrays.copyOf(skills, series);
        Arrays.sort(sorted);
        return new SkillRow(
                models.get(0).model(),
                references.get(0).model(),
                horizon,
                series,
                undefined,
                Arrays.stream(sorted).average().orElse(Double.NaN),
                series == 0 ? Double.NaN : sorted[series / 2],
                1 - loss / referenceLoss,
                wins,
                picked);
    }

    /** {@return whether the description names the reference: {@code seasonal naive} for {@code seasonal-naive@288}} */
    static boolean names(String description, String reference) {
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        int reason = description.indexOf(';');
        String chosen = reason < 0 ? description : description.substring(0, reason);
        return chosen.toLowerCase(Locale.ROOT).replace('-', ' ').contains(name.replace('-', ' '));
    }
}
