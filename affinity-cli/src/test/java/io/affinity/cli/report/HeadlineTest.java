package io.affinity.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final HeatMap MAP = HeatMap.of(List.of("h"), List.of(SampleReport.START), new float[][] {{.5f}});

    @Test
    void setsTheBestContenderAgainstTheBaseline() {
        List<String> sentences = sentences(
                policy("none", PolicyRole.BASELINE, 12_345, 0),
                policy("predictive", PolicyRole.CONTENDER, 1234.4, 30),
                policy("reactive", PolicyRole.CONTENDER, 6172.5, 90),
                policy("oracle", PolicyRole.REFERENCE, 900, 20));

        assertThat(sentences)
                .containsExactly(
                        "Contention: 1,234 min with predictive, 12,345 min with none (90 % lower).",
                        "With reactive it is 6,172 min (50 % lower).",
                        "With oracle (not attainable, for reference) it is 900 min (93 % lower).",
                        "Policy predictive has the best value in 1 of 2 figures that differ.",
                        "All figures are of one simulated run with seed 5.");
    }

    @Test
    void saysSoWhenTheContenderIsWorse() {
        assertThat(sentences(
                        policy("none", PolicyRole.BASELINE, 100, 0), policy("reactive", PolicyRole.CONTENDER, 130, 9)))
                .first()
                .isEqualTo("Contention: 130 min with reactive, 100 min with none (30 % higher).");
    }

    @Test
    void doesNotDivideByAnIdleBaseline() {
        assertThat(sentences(
                        policy("none", PolicyRole.BASELINE, 0, 0),
                        policy("reactive", PolicyRole.CONTENDER, Double.NaN, 9),
                        policy("predictive", PolicyRole.CONTENDER, 3, 9)))
                .startsWith("Contention: 3 min with predictive, 0 min with none.", "With reactive it is not measured.");
    }

    @Test
    void describesALonePolicyWithoutAComparison() {
        assertThat(sentences(policy("none", PolicyRole.BASELINE, 7, 0)))
                .containsExactly("Contention: 7 min with none.", "All figures are of one simulated run with seed 5.");
    }

    @Test
    void aReferenceIsNeverTheBestAndTiesShareIt() {
        List<PolicyResults> policies = List.of(
                policy("none", PolicyRole.BASELINE, 9, 0),
                policy("one", PolicyRole.CONTENDER, 4, 0),
                policy("two", PolicyRole.CONTENDER, 4, 0),
                policy("oracle", PolicyRole.REFERENCE, 1, 0));

        assertThat(FigureTable.of(policies).rows().get(0).best()).containsExactly(1, 2);
        assertThat(FigureTable.of(policies).rows().get(1).best()).isEmpty();
    }

    private static List<String> sentences(PolicyResults... policies) {
        return Headline.of(new SimulationReport(
                        "t", "1", 5, List.of(), List.of(policies), List.of(), List.of(), List.of()))
                .sentences();
    }

    private static PolicyResults policy(String name, PolicyRole role, double contention, double migrations) {
        List<Figure> figures = List.of(
                Figure.lowerIsBetter("contention", "Contention", "min", contention),
                Figure.lowerIsBetter("migrations", "Migrations", "", migrations));
        return new PolicyResults(name, "", role, figures, Map.of(), MAP, List.of());
    }
}
