// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.history.DemandHistory;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAnalysisTest {

    private static final int STEPS = 7 * 288;
    private static final OutsideSettings SETTINGS = OutsideSettings.DEFAULT;

    /** A series of which the newest value belongs to the newest step. */
    private record Given(String name, double[] values, long newest) implements OutsideValues {

        @Override
        public boolean concerns(VmId vm) {
            return true;
        }

        @Override
        public double at(long place) {
            int index = (int) (place - newest + values.length - 1);
            return index >= 0 && index < values.length ? values[index] : Double.NaN;
        }
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Sign-ins: a day, and deviations that remember. */
    private static double[] activity(long seed, double memory, double season) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[STEPS + 100];
        double deviation = 0;
        for (int i = 0; i < values.length; i++) {
            deviation = memory * deviation + Math.sqrt(1 - memory * memory) * gaussian(random);
            values[i] = 100 + 10 * deviation + 10 * season * Math.sin(2 * Math.PI * i / 288);
        }
        return values;
    }

    private static DemandHistory history(List<IntToDoubleFunction> demands, List<Fleet> last) {
        DemandRecorder history = new DemandRecorder(STEP, STEPS);
        for (int t = 0; t < STEPS; t++) {
            Fleet.Builder fleet =
                    Fleet.builder(ORIGIN.plus(STEP.multipliedBy(t))).host(host("a", 100, 100));
            double[] now = new double[2 * demands.size()];
            for (int v = 0; v < demands.size(); v++) {
                fleet.vm(vm("v" + v, 16, 1), id("a"));
                now[2 * v] = demands.get(v).applyAsDouble(t);
            }
            last.clear();
            last.add(fleet.build());
            history.record(Observation.of(last.get(0), now));
        }
        return history;
    }

    private static List<OutsideDependence> analyze(
            double[] activity, List<IntToDoubleFunction> demands, OutsideSettings settings) {
        List<Fleet> fleet = new ArrayList<>();
        DemandHistory history = history(demands, fleet);
        double[] window = new double[STEPS];
        System.arraycopy(activity, 50, window, 0, STEPS);
        return OutsideAnalysis.analyze(
                fleet.get(0), history, List.of(new Given("logins", window, history.slot())), settings);
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 0, 1, 4, 24})
    void thePlantedLagIsFound(int lag) {
        double[] activity = activity(1, 0.9, 2);
        SplittableRandom noise = new SplittableRandom(2);
        IntToDoubleFunction follower = t -> 4 + 0.1 * (activity[50 + t - lag] - 100) + 0.5 * gaussian(noise);

        List<OutsideDependence> found = analyze(activity, List.of(follower), SETTINGS);

        assertThat(found).singleElement().satisfies(it -> {
            assertThat(it.lag()).isEqualTo(STEP.multipliedBy(lag));
            assertThat(it.correlation()).isBetween(0.3, 1.0);
            assertThat(it.pValue()).isLessThan(1e-10);
            assertThat(it.isLeading()).isEqualTo(lag > 0);
        });
    }

    @Test
    void demandThatFallsWhenTheSeriesRisesIsFoundAsWell() {
        double[] activity = activity(3, 0.8, 0);
        IntToDoubleFunction follower = t -> 8 - 0.05 * (activity[50 + t - 3] - 100);

        assertThat(analyze(activity, List.of(follower), SETTINGS))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.lag()).isEqualTo(STEP.multipliedBy(3));
                    assertThat(it.correlation()).isLessThan(-0.9);
                });
    }

    /** Each has the same day, and remembers for hours. */
    @Test
    void aDayInCommonAndALongMemoryAreNoDependence() {
        int found = 0;
        for (long seed = 1; seed <= 5; seed++) {
            List<IntToDoubleFunction> demands = new ArrayList<>();
            for (long v = 0; v < 10; v++) {
                double[] own = activity(1000 * seed + v, 0.97, 2);
                demands.add(t -> 0.05 * own[50 + t]);
            }
            found += analyze(activity(seed, 0.97, 2), demands, SETTINGS).size();
        }

        assertThat(found).as("of 50").isLessThanOrEqualTo(1);
    }

    @Test
    void twoWalksAtRandomAreNoDependence() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            double[] walk = walk(seed);
            double[] other = walk(100 + seed);
            found += analyze(walk, List.of(t -> other[50 + t]), SETTINGS).size();
        }

        assertThat(found).as("of 20").isLessThanOrEqualTo(1);
    }

    private static double[] walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[STEPS + 100];
        double value = 500;
        for (int i = 0; i < values.length; i++) {
            value += gaussian(random);
            values[i] = Math.min(150, Math.max(1, value / 10));
        }
        return values;
    }

    @Test
    void oneGreatSpikeInBothProvesNothing() {
        double[] activity = activity(5, 0.5, 0);
        double[] own = activity(6, 0.5, 0);
        activity[1000] = 1e9;

        assertThat(analyze(activity, List.of(t -> t == 954 ? 150 : 0.05 * own[50 + t]), SETTINGS))
                .isEmpty();
    }

    @Test
    void gapsInBothHideNothing() {
        double[] activity = activity(7, 0.8, 0);
        double[] demand = new double[STEPS];
        for (int t = 0; t < STEPS; t++) {
            demand[t] = t % 50 < 10 ? Double.NaN : 4 + 0.1 * (activity[50 + t - 4] - 100);
        }
        for (int i = 0; i < activity.length; i++) {
            activity[i] = i % 70 < 20 ? Double.NaN : activity[i];
        }

        assertThat(analyze(activity, List.of(t -> demand[t]), SETTINGS))
                .singleElement()
                .extracting(OutsideDependence::lag)
                .isEqualTo(STEP.multipliedBy(4));
    }

    @Test
    void aSeriesThatNeverChangesOrIsHardlyKnownMovesNobody() {
        double[] constant = new double[STEPS + 100];
        java.util.Arrays.fill(constant, 7);
        double[] young = activity(8, 0.5, 0);
        java.util.Arrays.fill(young, 0, young.length - 100, Double.NaN);
        double[] own = activity(8, 0.5, 0);

        assertThat(analyze(constant, List.of(t -> 0.05 * own[50 + t]), SETTINGS))
                .isEmpty();
        assertThat(analyze(young, List.of(t -> 0.05 * own[50 + t]), SETTINGS)).isEmpty();
    }

    @Test
    void noMorePairsAreLookedAtThanAllowed() {
        double[] activity = activity(9, 0.8, 0);
        IntToDoubleFunction follower = t -> 0.05 * activity[50 + t - 4];
        OutsideSettings one = new OutsideSettings(0.01, Duration.ofHours(2), Duration.ofDays(7), Duration.ZERO, 0.1, 1);

        assertThat(analyze(activity, List.of(follower, follower, follower), one))
                .hasSize(1);
        assertThat(analyze(activity, List.of(follower, follower, follower), SETTINGS))
                .hasSize(3);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SETTINGS.withLongestLag(Duration.ofMinutes(-1)))
                .hasMessageContaining("longest lag (PT-1M)");
        assertThatThrownBy(() -> new OutsideSettings(0, Duration.ZERO, STEP, STEP, 0, 1))
                .hasMessageContaining("false discovery rate (0.0)");
        assertThatThrownBy(() -> new OutsideSettings(0.1, Duration.ZERO, STEP, STEP, 1, 1))
                .hasMessageContaining("least correlation (1.0)");
    }

    /** R: qnorm(c(0.5, 0.975, 0.001)). */
    @Test
    void normalQuantilesHaveTheirKnownValues() {
        assertThat(NormalQuantile.at(0.5)).isCloseTo(0, within(5e-4));
        assertThat(NormalQuantile.at(0.975)).isCloseTo(1.959964, within(5e-4));
        assertThat(NormalQuantile.at(0.001)).isCloseTo(-3.090232, within(5e-4));
    }

    @Test
    void whatIsNewInASeriesThatRemembersRemembersNothing() {
        double[] changes = Innovations.changes(activity(10, 0.6, 0), 0);
        double[] left = Innovations.of(changes).in(changes);

        assertThat(Math.abs(autocorrelation(changes))).isGreaterThan(0.15);
        assertThat(Math.abs(autocorrelation(left))).isLessThan(0.05);
    }

    private static double autocorrelation(double[] values) {
        double squares = 0;
        double products = 0;
        for (int i = 20; i < values.length; i++) {
            squares += values[i] * values[i];
            products += values[i] * values[i - 1];
        }
        return products / squares;
    }
}
