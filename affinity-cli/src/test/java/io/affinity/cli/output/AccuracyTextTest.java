// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTextTest {

    private static ForecasterAccuracy row(String name, double pooledSkill, double coverage) {
        return new ForecasterAccuracy(name, 12, 0.1, 0, pooledSkill, coverage, coverage);
    }

    private static String text(double own, int demoted) {
        List<ForecasterAccuracy> rows = List.of(
                row("auto", own, 0.813),
                row("persistence", 0, Double.NaN),
                row("seasonal-naive", -1, Double.NaN),
                row("long-run", 0.5, Double.NaN));
        return AccuracyText.of(new LedgerSummary(rows, demoted, 0.1, 0.2, List.of()));
    }

    @Test
    void eachReferenceIsComparedByItsOwnLoss() {
        assertThat(text(0.2, 0))
                .isEqualTo(
                        "Forecasts of 12 series, as hosts add them up: 20 % less loss than the last value, 60 % less loss"
                                + " than the value a season ago, 60 % more loss than the long run; 81 % of what came was within the 80 % intervals.");
        assertThat(text(0.2, 3)).endsWith(" Of 3, a reference is believed instead.");
    }

    @Test
    void whereNothingWasScoredNothingIsTold() {
        assertThat(text(Double.NaN, 0)).isEmpty();
        assertThat(AccuracyText.of(new LedgerSummary(List.of(), 0, Double.NaN, Double.NaN, List.of())))
                .isEmpty();
    }
}
