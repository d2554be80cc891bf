// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good forecasts were, beside the references that cost nothing. */
final class ForecastMeters {

    private final Rows skill;
    private final Rows loss;
    private final Level coverage80;
    private final Level coverage95;
    private final Level demoted;
    private final Level score;
    private final Level persistenceScore;

    ForecastMeters(Meters meters) {
        skill = meters.rows(
                "forecast.skill", null, "1 - loss / loss of persistence, losses added up as hosts add demand up");
        loss = meters.rows("forecast.loss", null, "Mean pinball loss as a share of what was promised");
        String coverage = "How often values were within the interval of this level";
        coverage80 = meters.level("forecast.coverage", null, coverage, "level", "0.8");
        coverage95 = meters.level("forecast.coverage", null, coverage, "level", "0.95");
        demoted = meters.level("forecast.demoted", null, "Series that a reference forecasts, as their model did worse");
        String brier = "Mean Brier score of the predicted contention, 0 is best";
        score = meters.level("contention.score", null, brier, "by", "forecast");
        persistenceScore = meters.level("contention.score", null, brier, "by", "persistence");
    }

    void show(@Nullable LedgerSummary accuracy) {
        if (accuracy == null) {
            return;
        }
        Map<Tags, Double> skills = new LinkedHashMap<>();
        Map<Tags, Double> losses = new LinkedHashMap<>();
        for (ForecasterAccuracy forecaster : accuracy.forecasters()) {
            Tags name = Tags.of("forecaster", forecaster.forecaster());
            skills.put(name, forecaster.pooledSkill());
            losses.put(name, forecaster.pinball());
        }
        skill.show(skills);
        loss.show(losses);
        if (!accuracy.forecasters().isEmpty()) {
            ForecasterAccuracy own = accuracy.forecasters().get(0);
            coverage80.set(own.coverage80());
            coverage95.set(own.coverage95());
        }
        demoted.set(accuracy.demoted());
        score.set(accuracy.brier());
        persistenceScore.set(accuracy.persistenceBrier());
    }
}
