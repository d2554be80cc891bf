// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenceAnalysisTest {

    private static final DependenceSettings SETTINGS = DependenceSettings.DEFAULT;
    private static final int PLANTED_PAIRS = PlantedFleet.GROUP * (PlantedFleet.GROUP - 1);

    private static List<Dependence> analyze(PlantedFleet planted, DependenceSettings settings) {
        return DependenceAnalysis.analyze(planted.fleet(), planted.history(), Resource.CPU, settings);
    }

    private static boolean isPlanted(Dependence it) {
        int group = PlantedFleet.group(PlantedFleet.number(it.vm()));
        return group >= 0 && group == PlantedFleet.group(PlantedFleet.number(it.other()));
    }

    /** All 435 pairs are compared. */
    @ParameterizedTest
    @CsvSource({"0.5", "0.9", "0.97"})
    void allPlantedPairsAreFoundAndFewOthers(double memory) {
        int wrong = 0;
        int found = 0;
        for (long seed = 1; seed <= 5; seed++) {
            List<Dependence> dependences = analyze(new PlantedFleet(30, 7, memory, 0, seed), SETTINGS);
            for (Dependence it : dependences) {
                wrong += isPlanted(it) ? 0 : 1;
            }
            long right = dependences.stream()
                    .filter(DependenceAnalysisTest::isPlanted)
                    .count();
            assertThat(right).as("seed %d", seed).isEqualTo(PLANTED_PAIRS);
            found += dependences.size();
        }

        assertThat((double) wrong / found).isLessThanOrEqualTo(SETTINGS.falseDiscoveryRate());
    }

    @Test
    void coincidingAndComplementaryPairsAreToldApartThoughTheirMarginalsAreEqual() {
        for (Dependence it : analyze(new PlantedFleet(20, 4, 0.9, 0, 7), SETTINGS)) {
            if (isPlanted(it)) {
                int one = PlantedFleet.number(it.vm());
                int other = PlantedFleet.number(it.other());
                boolean isTogether = PlantedFleet.group(one) == 0 || one % 2 == other % 2;
                assertThat(it.isCoinciding())
                        .as("%s and %s", it.vm(), it.other())
                        .isEqualTo(isTogether);
                assertThat(Math.abs(it.correlation())).isBetween(0.4, 0.9);
                assertThat(it.lag()).isEqualTo(Duration.ZERO);
                assertThat(it.deviation()).isEqualTo(1, within(0.3));
            }
        }
    }

    @Test
    void oneThatFollowsWithinTheHourIsFoundAtItsLag() {
        Dependence followed = analyze(new PlantedFleet(20, 4, 0.8, 6, 3), SETTINGS).stream()
                .filter(it -> it.vm().value().equals("v0") && it.other().value().equals("v1"))
                .findFirst()
                .orElseThrow();

        assertThat(followed.lag()).isEqualTo(Duration.ofMinutes(30));
        assertThat(followed.isCoinciding()).isTrue();
    }

    @Test
    void independentVmsAreNotDependent() {
        int found = 0;
        for (long seed = 1; seed <= 10; seed++) {
            PlantedFleet planted = new PlantedFleet(30, 3, 0.95, 0, seed);
            found += (int) analyze(planted, SETTINGS).stream()
                    .filter(it -> PlantedFleet.group(PlantedFleet.number(it.vm())) < 0)
                    .filter(it -> PlantedFleet.group(PlantedFleet.number(it.other())) < 0)
                    .count();
        }

        assertThat(found).as("of 2310 pairs").isLessThanOrEqualTo(6);
    }

    @Test
    void littleHistoryProvesNothing() {
        PlantedFleet planted = new PlantedFleet(10, 1, 0.9, 0, 1);
        DependenceSettings short4h = new DependenceSettings(
                0.05, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), 10, 0, 100);

        assertThat(analyze(planted, short4h)).isEmpty();
    }

    @Test
    void noMorePairsAreComparedThanAllowed() {
        PlantedFleet planted = new PlantedFleet(12, 3, 0.5, 0, 1);
        DependenceSettings two = new DependenceSettings(
                0.05, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(3), Duration.ofDays(1), 128, 8, 2);

        assertThat(analyze(planted, two)).hasSize(2);
        assertThat(CandidatePairs.of(planted.fleet(), 0, two)).hasSize(2);
    }

    @Test
    void allPairsOfAHostAreCompared() {
        PlantedFleet planted = new PlantedFleet(12, 1, 0.5, 0, 1);
        DependenceSettings hostsOnly = new DependenceSettings(
                0.05, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(3), Duration.ofDays(1), 0, 0, 1000);

        assertThat(CandidatePairs.of(planted.fleet(), 0, hostsOnly)).hasSize(2 * 15);
    }

    @Test
    void theNormalTailHasItsKnownValues() {
        // R: pnorm(c(0, 1, 1.959963984540054, 3, 6, 20), lower.tail = FALSE), version 4.3
        assertThat(Significance.upperTail(0)).isEqualTo(0.5);
        assertThat(Significance.upperTail(1)).isEqualTo(0.158655253931457, within(1e-14));
        assertThat(Significance.upperTail(1.959963984540054)).isEqualTo(0.025, within(1e-14));
        assertThat(Significance.upperTail(3)).isEqualTo(0.001349898031630095, within(1e-15));
        assertThat(Significance.upperTail(6)).isEqualTo(9.865876450376981e-10, within(1e-22));
        assertThat(Significance.upperTail(20)).isEqualTo(2.753624118606234e-89, within(1e-100));
    }

    /** The example of Benjamini and Hochberg 1995, section 3.1: the four smallest of 15 at 5 %. */
    @Test
    void discoveriesAreThoseOfThePublishedExample() {
        double[] pValues = {
            0.3240, 0.0001, 0.4262, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.0004, 0.5719, 0.6528,
            0.7590, 1
        };

        assertThat(Significance.discoveries(pValues, 0.05)).containsExactly(1, 10, 3, 4);
        assertThat(Significance.discoveries(new double[] {0.9, 0.8}, 0.05)).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> SETTINGS.toBuilder().falseDiscoveryRate(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
    }
}
