// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.contention.ContentionEstimator;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.risk.RiskScore;
import io.affinity.spi.risk.RiskScorer;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskScorersTest {

    private static final Offset<Double> FLOAT = within(1e-5);

    /** Host "short" has 8 of the 12 cores that its VMs want; host "idle" has plenty. */
    private static ContentionForecast contention() {
        Fleet fleet = fleet(host("short", 8, 64), host("idle", 8, 64))
                .vm(vm("quiet", 8, 4), id("idle"))
                .vm(vm("normal", 8, 4), id("short"))
                .vm(vm("high", 8, 4).withPriority(Priority.HIGH), id("short"))
                .build();
        return ContentionEstimator.estimate(constantDemand(fleet, 12, 4, 1, 6, 6), fleet.placement());
    }

    private static double[] scores(RiskScorer scorer, ContentionForecast contention) {
        double[] scores = new double[contention.fleet().vms().size()];
        scorer.score(contention, scores);
        return scores;
    }

    @Test
    void theDefaultIsTheShareMissedAndATenthOfTheProbabilityTimesThePriority() {
        double[] scores = scores(new ExpectedShortfallScorer(), contention());

        assertThat(scores[0]).isZero();
        assertThat(scores[1]).isCloseTo(1.0 / 3 + 0.1, FLOAT);
        assertThat(scores[2]).isCloseTo(4 * (1.0 / 3 + 0.1), FLOAT);
    }

    @ParameterizedTest
    @CsvSource({"low, 0.5", "normal, 1", "high, 4", "critical, 16"})
    void theDefaultRangesFromNothingToElevenTenthsOfTheWeight(String name, double weight) {
        Fleet fleet = fleet(host("a", 8, 64))
                .vm(vm("v", 8, 4).withPriority(new Priority(name, weight)), id("a"))
                .build();
        ContentionForecast.Builder contention = ContentionForecast.builder(fleet, ORIGIN, STEP, 6);
        ContentionForecast best = contention.build();
        for (int t = 0; t < 6; t++) {
            contention.probability(0, 0, t, 1).shortfall(0, 0, t, 1).vmShortfall(0, 0, t, 1);
        }

        assertThat(scores(new ExpectedShortfallScorer(), contention.build())[0]).isCloseTo(1.1 * weight, FLOAT);
        assertThat(scores(new ExpectedShortfallScorer(), best)[0]).isZero();
    }

    @Test
    void nearStepsWeighMoreThanFarOnes() {
        Fleet fleet = fleet(host("a", 8, 64)).vm(vm("v", 8, 4), id("a")).build();
        double near = scores(new ExpectedShortfallScorer(), missedAt(fleet, 0))[0];
        double far = scores(new ExpectedShortfallScorer(), missedAt(fleet, 5))[0];

        assertThat(far / near).isCloseTo(Math.pow(StepHours.RISK_DISCOUNT, 5), FLOAT);
    }

    private static ContentionForecast missedAt(Fleet fleet, int step) {
        return ContentionForecast.builder(fleet, ORIGIN, STEP, 6)
                .vmShortfall(0, 0, step, 0.5)
                .build();
    }

    /** The formula of the specification to the letter puts the VM first that is not at risk at all. */
    @Test
    void theLiteralFormulaRanksAnIdleHostFirst() {
        ContentionForecast contention = contention();

        RiskReport literal = PlacementEvaluator.evaluatePlacement(contention, new LiteralScorer());
        RiskReport corrected = PlacementEvaluator.evaluatePlacement(contention, new ExpectedShortfallScorer());

        assertThat(vms(literal.scores())).startsWith("quiet");
        assertThat(literal.scores().get(0).score()).isEqualTo(1);
        assertThat(literal.scores().get(1).score()).isZero();
        assertThat(vms(corrected.scores())).containsExactly("high", "normal", "quiet");
    }

    @Test
    void theEvaluationRanksByFallingRiskAndSaysWhatIsMissed() {
        RiskReport report = PlacementEvaluator.evaluatePlacement(contention(), new ExpectedShortfallScorer());

        assertThat(report.scores())
                .isSortedAccordingTo(
                        Comparator.comparingDouble(RiskScore::score).reversed());
        RiskScore worst = report.scores().get(0);
        assertThat(worst.host()).isEqualTo(id("short"));
        assertThat(worst.worstResource()).isEqualTo(Resource.CPU);
        assertThat(worst.ahead()).isEqualTo(STEP);
        assertThat(worst.shortfall()).isCloseTo(1.0 / 3, FLOAT);
        assertThat(worst.probability()).isEqualTo(1);
        assertThat(worst.weight()).isEqualTo(4);
        assertThat(report.scorer()).isEqualTo("expected-shortfall");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0.4, 2", "0.5, 1", "5, 0"})
    void onlyRisksAboveTheThresholdAreActedUpon(double threshold, int count) {
        RiskReport report = PlacementEvaluator.evaluatePlacement(contention(), new ExpectedShortfallScorer());

        assertThat(report.above(threshold)).hasSize(count);
        assertThat(PlacementEvaluator.evaluatePlacement(contention(), new ExpectedShortfallScorer(), threshold)
                        .scores())
                .isEqualTo(report.above(threshold));
    }

    @Test
    void equalRisksKeepTheOrderOfTheFleet() {
        Fleet.Builder fleet = fleet(host("a", 8, 64));
        for (String name : List.of("c", "a", "d", "b")) {
            fleet.vm(vm(name, 8, 4), id("a"));
        }
        Fleet built = fleet.build();
        ContentionForecast contention =
                ContentionEstimator.estimate(constantDemand(built, 2, 2, 3, 3, 3, 3), built.placement());

        assertThat(vms(PlacementEvaluator.evaluatePlacement(contention, new ExpectedShortfallScorer())
                        .scores()))
                .containsExactly("c", "a", "d", "b");
    }

    private static List<String> vms(List<RiskScore> scores) {
        return scores.stream().map(score -> score.vm().value()).toList();
    }
}
