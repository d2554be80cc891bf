// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.quanta;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** VMs of which each forecast says one core, give or take 0.3, and a truth that differs as the case plants it. */
class ScenarioFeedbackTest {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);
    private static final int VMS = 200;
    private static final int HOSTS = 20;
    private static final int STEPS = 6;
    private static final int SCENARIOS = 32;
    private static final double DEVIATION = 0.3;

    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    private final DemandRecorder history = new DemandRecorder(STEP, 100);
    private final ScenarioBuilder builder = new ScenarioBuilder(SCENARIOS, STEPS, 7);
    private int time;

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static Forecast forecast() {
        double[] means = new double[STEPS];
        double[] quantiles = new double[STEPS * NORMAL.length];
        Arrays.fill(means, 1);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = 1 + DEVIATION * NORMAL[i % NORMAL.length];
        }
        return Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, means, quantiles);
    }

    private static double[] demands(SplittableRandom random, double factor, double wider) {
        double[] demands = new double[VMS];
        for (int v = 0; v < VMS; v++) {
            demands[v] = Math.max(0, factor * (1 + wider * DEVIATION * gaussian(random)));
        }
        return demands;
    }

    /** What is forecast after these demands were measured. */
    private FleetForecast next(double[] demands) {
        Fleet.Builder fleet = Fleet.builder(ORIGIN.plus(STEP.multipliedBy(time++)));
        List<SeriesForecast> series = new ArrayList<>();
        for (int h = 0; h < HOSTS; h++) {
            fleet.host(Host.of(id("h" + h), ResourceVector.of(CPU, 11)));
        }
        for (int v = 0; v < demands.length; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(CPU, 4)), id("h" + v % HOSTS));
            series.add(new SeriesForecast(forecast(), null, true));
        }
        Fleet built = fleet.build();
        history.record(Observation.of(built, demands));
        return FleetForecast.of(built, history, series);
    }

    private static double mean(Scenarios scenarios, int step) {
        double sum = 0;
        for (int v = 0; v < VMS; v++) {
            for (int s = 0; s < SCENARIOS; s++) {
                sum += scenarios.demand(v, 0, step, s);
            }
        }
        return sum / VMS / SCENARIOS;
    }

    private Scenarios after(int steps, SplittableRandom random, double factor, double wider) {
        Scenarios scenarios = builder.build(next(demands(random, factor, wider)));
        for (int i = 1; i < steps; i++) {
            scenarios = builder.build(next(demands(random, factor, wider)));
        }
        return scenarios;
    }

    @Test
    void aCommonFactorIsLearnedAtAllLeadsAndForgottenAgain() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(mean(after(48, random, 1, 1), 5)).isCloseTo(1, within(0.03));

        Scenarios risen = after(48, random, 1.12, 1);
        for (int t = 0; t < STEPS; t++) {
            assertThat(mean(risen, t)).isCloseTo(1.12, within(0.04));
        }
        assertThat(mean(after(72, random, 1, 1), 5)).isCloseTo(1, within(0.03));
        assertThat(mean(after(72, random, 0.9, 1), 5)).isCloseTo(0.9, within(0.03));
    }

    @Test
    void independentErrorsAreNoReasonToMoveTheMean() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            assertThat(mean(after(1, random, 1, 1), 5)).isCloseTo(1, within(0.03));
        }
    }

    /** Of a host's loads 27 in 33 should be inside the third smallest and the third largest; unlearned it would be 54 %. */
    @Test
    void aSpreadThatIsTooNarrowOrTooWideIsLearned() {
        for (double wider : new double[] {1.8, 0.85}) {
            SplittableRandom random = new SplittableRandom(3);
            ScenarioFeedbackTest fresh = new ScenarioFeedbackTest();
            Scenarios before = fresh.after(600, random, 1, wider);
            int inside = 0;
            for (int i = 0; i < 60; i++) {
                double[] demands = demands(random, 1, wider);
                inside += inside(before, demands);
                before = fresh.builder.build(fresh.next(demands));
            }
            assertThat(inside / (60.0 * HOSTS)).as("%s times as wide", wider).isBetween(0.75, 0.87);
        }
    }

    private static int inside(Scenarios scenarios, double[] demands) {
        int inside = 0;
        for (int h = 0; h < HOSTS; h++) {
            double[] loads = new double[SCENARIOS];
            double actual = 0;
            for (int v = h; v < VMS; v += HOSTS) {
                actual += demands[v];
                for (int s = 0; s < SCENARIOS; s++) {
                    loads[s] += scenarios.demand(v, 0, 0, s);
                }
            }
            Arrays.sort(loads);
            inside += actual >= loads[2] && actual <= loads[SCENARIOS - 3] ? 1 : 0;
        }
        return inside;
    }

    /** At most half a deviation, of draws that are at most 2.5 times as far from their mean. */
    @Test
    void absurdOutcomesHaveABoundedEffect() {
        SplittableRandom random = new SplittableRandom(4);

        assertThat(mean(after(100, random, 4, 0), 0)).isBetween(1.05, 1.65);
        assertThat(mean(after(400, random, 0, 0), 0)).isBetween(0.4, 0.95);
    }

    @Test
    void vmsThatAreNotMeasuredOrComeAndGoCountForNothing() {
        SplittableRandom random = new SplittableRandom(5);
        after(20, random, 1, 1);
        double before = mean(after(1, random, 1, 1), 3);
        double[] missing = new double[VMS];
        Arrays.fill(missing, Double.NaN);
        for (int i = 0; i < 10; i++) {
            assertThat(mean(builder.build(next(missing)), 3)).isCloseTo(before, within(0.03));
        }
        for (int i = 0; i < 20; i++) {
            double[] some = Arrays.copyOf(demands(random, 1, 1), VMS - i % 5);
            assertThat(builder.build(next(some)).demand(0, 0, 0, 0)).isFinite();
        }
    }

    @Test
    void withoutMeasurementsNothingChanges() {
        FleetForecast forecast = next(demands(new SplittableRandom(6), 3, 1));
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < VMS; v++) {
            series.add(forecast.series(v, 0));
        }
        int[] first = quanta(builder.build(FleetForecast.of(forecast.fleet(), 1, series)), 0);
        for (int slot = 2; slot < 10; slot++) {
            assertThat(quanta(builder.build(FleetForecast.of(forecast.fleet(), slot, series)), 0))
                    .isEqualTo(first);
        }
    }

    @Test
    void blockwiseEstimatesLearnTheSame() {
        ScenarioBuilder inBlocks = new ScenarioBuilder(SCENARIOS, STEPS, 7);
        BlockwiseEstimator blockwise = new BlockwiseEstimator(inBlocks, 20_000, 2);
        SplittableRandom random = new SplittableRandom(8);
        double highest = 0;
        for (int i = 0; i < 40; i++) {
            FleetForecast forecast = next(demands(random, 1.1, 1.5));
            ContentionForecast whole = ContentionEstimator.estimate(
                    builder.build(forecast), forecast.fleet().placement());
            ContentionForecast parts = blockwise.estimate(forecast);
            for (int h = 0; h < HOSTS; h++) {
                for (int t = 0; t < STEPS; t++) {
                    assertThat(parts.probability(h, 0, t)).isEqualTo(whole.probability(h, 0, t));
                    assertThat(parts.shortfall(h, 0, t)).isEqualTo(whole.shortfall(h, 0, t));
                    highest = Math.max(highest, whole.probability(h, 0, t));
                }
            }
        }
        assertThat(highest).isPositive();
    }

    @Test
    void learnsTheSameOnAnyNumberOfThreads() throws Exception {
        int[][] drawn = new int[2][];
        for (int i = 0; i < 2; i++) {
            ScenarioFeedbackTest fresh = new ScenarioFeedbackTest();
            ForkJoinPool pool = new ForkJoinPool(1 + 3 * i);
            try {
                drawn[i] = pool.submit(() -> quanta(fresh.after(40, new SplittableRandom(9), 1.1, 1.5), 0))
                        .get();
            } finally {
                pool.shutdown();
            }
        }

        assertThat(drawn[1]).isEqualTo(drawn[0]);
    }
}
