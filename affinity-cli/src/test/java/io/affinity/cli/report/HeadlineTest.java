// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final HeatMap MAP = HeatMap.of(List.of("h"), List.of(SampleReport.START), new float[][] {{.5f}});

    @Test
    void saysWhatIsShortInPlaceOfWhatAndAtWhichPrice() {
        assertThat(sentences(
                        policy("none", PolicyRole.BASELINE, 43_185, 0, 0),
                        policy("predictive", PolicyRole.CONTENDER, 9.577, 147, 14.6),
                        policy("reactive", PolicyRole.CONTENDER, 6172.5, 1, 300),
                        policy("oracle", PolicyRole.REFERENCE, 0.2, 20, 3)))
                .containsExactly(
                        "10 VM minutes short instead of 43,185, for 147 migrations and 15 s of standstill.",
                        "This is predictive, which does things, set against none (more than 99 % less).",
                        "With reactive: 6,173 VM minutes short, for 1 migration and 5 min of standstill.",
                        "With oracle (not attainable, for reference): less than 1 VM minutes short, for 20 migrations"
                                + " and 3 s of standstill.",
                        "Demand peaks.");
    }

    @Test
    void whereEnergyComesFirstItIsTheHeadline() {
        assertThat(sentences(
                        energy("reactive", PolicyRole.BASELINE, 150.4),
                        energy("predictive", PolicyRole.CONTENDER, 112.6)))
                .startsWith("113 kWh instead of 150.");
    }

    @Test
    void saysSoWhenTheContenderIsWorse() {
        assertThat(sentences(
                        policy("none", PolicyRole.BASELINE, 100, 0, 0),
                        policy("reactive", PolicyRole.CONTENDER, 130, 9, 1)))
                .startsWith(
                        "130 VM minutes short instead of 100, for 9 migrations and 1 s of standstill.",
                        "This is reactive, which does things, set against none (30 % more).");
    }

    @Test
    void doesNotDivideByAnIdleBaseline() {
        assertThat(sentences(
                        policy("none", PolicyRole.BASELINE, 0, 0, 0),
                        policy("reactive", PolicyRole.CONTENDER, Double.NaN, 9, 1),
                        policy("predictive", PolicyRole.CONTENDER, 3, 9, 1)))
                .startsWith(
                        "3 VM minutes short instead of 0, for 9 migrations and 1 s of standstill.",
                        "This is predictive, which does things, set against none.",
                        "With reactive: Contention not measured, for 9 migrations and 1 s of standstill.");
    }

    @Test
    void describesALonePolicyWithoutAComparison() {
        assertThat(sentences(policy("none", PolicyRole.BASELINE, 7, 0, 0)))
                .containsExactly("7 VM minutes short with none.", "Demand peaks.");
    }

    @Test
    void aReferenceIsNeverTheBestAndTiesShareIt() {
        List<PolicyResults> policies = List.of(
                policy("none", PolicyRole.BASELINE, 9, 1, 0),
                policy("one", PolicyRole.CONTENDER, 4, 1, 0),
                policy("two", PolicyRole.CONTENDER, 4, 1, 0),
                policy("oracle", PolicyRole.REFERENCE, 1, 1, 0));

        assertThat(FigureTable.of(policies).rows().get(0).best()).containsExactly(1, 2);
        assertThat(FigureTable.of(policies).rows().get(1).best()).isEmpty();
    }

    @Test
    void theZeroOfWhoMigratesNothingEarnsNoStar() {
        MigrationRow migration = new MigrationRow(
                SampleReport.START, Duration.ofSeconds(1), Duration.ZERO, "vm", "a", "b", "completed", 0, List.of());
        List<PolicyResults> policies = List.of(
                policy("none", PolicyRole.BASELINE, 9, 0, 0),
                results("few", PolicyRole.CONTENDER, figures(4, 2, 1), List.of(migration)),
                results("many", PolicyRole.CONTENDER, figures(4, 9, 1), List.of(migration)));

        assertThat(FigureTable.of(policies).rows().get(1).figure().label()).isEqualTo("Migrations");
        assertThat(FigureTable.of(policies).rows().get(1).best()).containsExactly(1);
    }

    private static List<String> sentences(PolicyResults... policies) {
        return Headline.of(new SimulationReport(
                        "t",
                        "1",
                        5,
                        List.of(),
                        List.of(policies),
                        List.of(),
                        List.of(),
                        List.of(),
                        new ClusterPicture(
                                List.of("Demand peaks."), List.of(), ForecastStrips.NONE, Calibration.NONE, List.of())))
                .sentences();
    }

    private static PolicyResults policy(
            String name, PolicyRole role, double contention, double migrations, double downtime) {
        return results(name, role, figures(contention, migrations, downtime), List.of());
    }

    private static PolicyResults energy(String name, PolicyRole role, double energy) {
        return results(name, role, List.of(Figure.lowerIsBetter("energy", "Energy", "kWh", energy)), List.of());
    }

    private static List<Figure> figures(double contention, double migrations, double downtime) {
        return List.of(
                Figure.lowerIsBetter(Figure.CONTENTION, "Contention", "VM min", contention),
                Figure.lowerIsBetter("migrations", "Migrations", "", migrations),
                Figure.lowerIsBetter("downtime", "Standstill", "s", downtime));
    }

    private static PolicyResults results(
            String name, PolicyRole role, List<Figure> figures, List<MigrationRow> migrations) {
        return new PolicyResults(name, "does things", role, figures, Map.of(), MAP, Map.of(), Map.of(), migrations);
    }
}
