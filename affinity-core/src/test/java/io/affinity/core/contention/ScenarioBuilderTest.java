// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.quanta;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioBuilderTest {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);
    private static final int STEPS = 6;
    private static final int SCENARIOS = 100;
    private static final int PAST = 5000;
    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    /** VMs that want one core, give or take 0.3, on one host of {@code capacity} cores. */
    private static FleetForecast forecast(int vms, double capacity, IntFunction<double[]> residuals) {
        Fleet.Builder fleet = Fleet.builder(ORIGIN).host(Host.of(id("a"), ResourceVector.of(CPU, capacity)));
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < vms; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(CPU, 4)), id("a"));
            series.add(new SeriesForecast(normal(1, 0.3), past(residuals.apply(v)), true));
        }
        return FleetForecast.of(fleet.build(), 1000, series);
    }

    private static Forecast normal(double mean, double deviation) {
        double[] means = new double[STEPS];
        double[] quantiles = new double[STEPS * NORMAL.length];
        Arrays.fill(means, mean);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = mean + deviation * NORMAL[i % NORMAL.length] * (1 + 0.1 * (i / NORMAL.length));
        }
        return Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, means, quantiles);
    }

    private static Residuals past(double[] values) {
        return new Residuals() {
            @Override
            public int count() {
                return values.length;
            }

            @Override
            public double at(int stepsBack) {
                return values[stepsBack];
            }
        };
    }

    private static double[] noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[PAST];
        for (int i = 0; i < PAST; i++) {
            double sum = 0;
            for (int k = 0; k < 12; k++) {
                sum += random.nextDouble();
            }
            values[i] = 0.3 * (sum - 6);
        }
        return values;
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double contention(FleetForecast forecast) {
        Scenarios scenarios = new ScenarioBuilder(SCENARIOS, STEPS, 1).build(forecast);
        ContentionForecast contention =
                ContentionEstimator.estimate(scenarios, forecast.fleet().placement());
        return contention.probability(0, 0, 0);
    }

    @Test
    void eachStratumOfTheForecastsDistributionHasOneDraw() {
        FleetForecast forecast = forecast(3, 8, ScenarioBuilderTest::noise);
        Scenarios scenarios = new ScenarioBuilder(SCENARIOS, STEPS, 1).build(forecast);

        // At later steps some draws are cut at zero; where chance makes the mean too high, all are a little lower.
        for (int v = 0; v < 3; v++) {
            for (int t = 0; t < 3; t++) {
                double[] drawn = sorted(scenarios, v, t);
                Forecast marginal = forecast.series(v, 0).forecast();
                for (int k = 3; k < SCENARIOS - 3; k++) {
                    assertThat(drawn[k])
                            .isBetween(
                                    marginal.quantileAt((double) k / SCENARIOS, t) - 0.01,
                                    marginal.quantileAt((k + 1.0) / SCENARIOS, t));
                }
            }
        }
    }

    @Test
    void drawsOfAFleetStayTheSameFromCycleToCycle() {
        ScenarioBuilder builder = new ScenarioBuilder(SCENARIOS, STEPS, 1);
        FleetForecast forecast = forecast(20, 8, ScenarioBuilderTest::noise);
        int[] first = quanta(builder.build(forecast), 0);

        assertThat(quanta(builder.build(forecast), 0)).isEqualTo(first);
    }

    @Test
    void demandAboveTheAllocationStaysIfTheForecastSaysSo() {
        List<SeriesForecast> series = List.of(new SeriesForecast(normal(4.2, 0.05), null, true));
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(Host.of(id("a"), ResourceVector.of(CPU, 8)))
                .vm(Vm.of(vmId("v"), ResourceVector.of(CPU, 4)), id("a"))
                .build();

        Scenarios drawn = new ScenarioBuilder(128, STEPS, 1).build(FleetForecast.of(fleet, 1, series));

        assertThat(mean(drawn, 0)).isCloseTo(4.2, within(0.005));
        double highest = series.get(0).forecast().quantile(NORMAL.length - 1, 0);
        for (int s = 0; s < 128; s++) {
            assertThat(drawn.demand(0, 0, 0, s)).isLessThanOrEqualTo(highest);
        }
    }

    private static double mean(Scenarios scenarios, int step) {
        double sum = 0;
        for (int s = 0; s < scenarios.scenarios(); s++) {
            sum += scenarios.demand(0, 0, step, s) / scenarios.scenarios();
        }
        return sum;
    }

    private static double[] sorted(Scenarios scenarios, int vm, int step) {
        double[] drawn = new double[SCENARIOS];
        for (int s = 0; s < SCENARIOS; s++) {
            drawn[s] = scenarios.demand(vm, 0, step, s);
        }
        Arrays.sort(drawn);
        return drawn;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_000, 1_000_000_000})
    void blockwiseEstimatesAreThoseOfTheWholeFleet(long mostBytes) {
        FleetForecast forecast = forecastOnHosts(9, 60);
        ContentionForecast whole = ContentionEstimator.estimate(
                new ScenarioBuilder(32, STEPS, 4).build(forecast),
                forecast.fleet().placement());

        ContentionForecast blockwise =
                new BlockwiseEstimator(new ScenarioBuilder(32, STEPS, 4), mostBytes, 2).estimate(forecast);

        double highest = 0;
        for (int t = 0; t < STEPS; t++) {
            for (int h = 0; h < 9; h++) {
                assertThat(blockwise.probability(h, 0, t)).isEqualTo(whole.probability(h, 0, t));
                assertThat(blockwise.shortfall(h, 0, t)).isEqualTo(whole.shortfall(h, 0, t));
                assertThat(blockwise.isShort(h)).isEqualTo(whole.isShort(h));
                highest = Math.max(highest, whole.probability(h, 0, t));
            }
            for (int v = 0; v < 60; v++) {
                assertThat(blockwise.vmShortfall(v, 0, t)).isEqualTo(whole.vmShortfall(v, 0, t));
            }
        }
        assertThat(highest).isPositive();
    }

    /** Hosts of 8 cores, the last of them without VMs; a third of the VMs have no past. */
    private static FleetForecast forecastOnHosts(int hosts, int vms) {
        Fleet.Builder fleet = Fleet.builder(ORIGIN);
        for (int h = 0; h < hosts; h++) {
            fleet.host(Host.of(id("h" + h), ResourceVector.of(CPU, 8)));
        }
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < vms; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(CPU, 4)), id("h" + v * 7 % (hosts - 1)));
            Residuals residuals = v % 3 == 0 ? null : past(noise(v % 7));
            series.add(new SeriesForecast(normal(0.5 + v % 5 * 0.25, 0.3), residuals, true));
        }
        return FleetForecast.of(fleet.build(), 1000, series);
    }

    /** The truth is counted from the residuals themselves: eight VMs, how often do they want more than ten cores? */
    @Test
    void vmsThatPeakTogetherAreToldFromThoseThatComplementEachOther() {
        double[] common = noise(1);
        double truth = Arrays.stream(common).filter(z -> 8 * (1 + z) > 10).count() / (double) PAST;

        double coinciding = contention(forecast(8, 10, v -> common));
        double complementary = contention(forecast(8, 10, v -> v % 2 == 0 ? common : negated(common)));

        assertThat(truth).isBetween(0.15, 0.25);
        assertThat(coinciding).isCloseTo(truth, within(0.04));
        assertThat(complementary).isLessThan(0.01);
    }

    /** One-step errors of VMs that carry the last value on: 1 when all switch on, -1 when they switch off, 0 in between. */
    private static double[] switching(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[PAST];
        boolean on = false;
        for (int i = PAST - 1; i >= 0; i--) {
            if (random.nextInt(10) == 0) {
                values[i] = on ? -1 : 1;
                on = !on;
            }
        }
        return values;
    }

    /** Off now, each is on at the last step with a probability of a quarter: all together if their past says so. */
    private static double contentionOfSwitches(IntFunction<double[]> residuals) {
        double[] means = new double[STEPS];
        double[] quantiles = new double[STEPS * NORMAL.length];
        Arrays.fill(means, 0.25);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = i % NORMAL.length >= 6 ? 1 : 0;
        }
        Forecast marginal = Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, means, quantiles);
        Fleet.Builder fleet = Fleet.builder(ORIGIN).host(Host.of(id("a"), ResourceVector.of(CPU, 6)));
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < 10; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(CPU, 1)), id("a"));
            series.add(new SeriesForecast(marginal, past(residuals.apply(v)), true));
        }
        FleetForecast forecast = FleetForecast.of(fleet.build(), 1000, series);
        Scenarios scenarios = new ScenarioBuilder(SCENARIOS, STEPS, 1).build(forecast);
        return ContentionEstimator.estimate(scenarios, forecast.fleet().placement())
                .probability(0, 0, STEPS - 1);
    }

    @Test
    void vmsThatSwitchOnTogetherAreOnTogether() {
        double together = contentionOfSwitches(v -> switching(1));
        double each = contentionOfSwitches(v -> switching(v));

        assertThat(together).isGreaterThan(0.1);
        assertThat(each).isLessThan(0.03);
    }

    @Test
    void vmsWithAShortCommonPastAreToldFromStrangers() {
        double[] common = Arrays.copyOf(noise(1), 40);
        double coinciding = contention(forecast(8, 10, v -> common));
        double strangers = contention(forecast(8, 10, v -> Arrays.copyOf(noise(v), 40)));

        assertThat(coinciding).isBetween(0.12, 0.28);
        assertThat(strangers).isLessThan(0.06);
    }

    @Test
    void vmsThatHaveNothingInCommonAreIndependent() {
        double sum = 0;
        for (int run = 0; run < 20; run++) {
            int seed = 100 * run;
            sum += contention(forecast(8, 10, v -> noise(seed + v)));
        }

        // Deviation of the sum: 0.3 x sqrt(8) = 0.85; two cores are 2.36 deviations, P = 0.009.
        assertThat(sum / 20).isBetween(0.0, 0.03);
    }

    @Test
    void idleVmsWithTiedResidualsDoNotPeakTogether() {
        double tied = contention(forecast(30, 34, v -> new double[PAST]));
        double together = contention(forecast(30, 34, v -> noise(1)));

        assertThat(together).isGreaterThan(0.25);
        assertThat(tied).isLessThan(0.05);
    }

    @Test
    void vmsOfUnknownPastAreIndependentToo() {
        assertThat(contention(forecast(30, 36, v -> new double[0]))).isLessThan(0.01);
        double[] gaps = new double[PAST];
        Arrays.fill(gaps, Double.NaN);
        assertThat(contention(forecast(30, 36, v -> gaps))).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void drawsTheSameOnAnyNumberOfThreads(int threads) throws Exception {
        FleetForecast forecast = forecast(200, 300, v -> v % 3 == 0 ? new double[PAST] : noise(v % 7));
        int[] expected = quanta(new ScenarioBuilder(32, STEPS, 9).build(forecast), 0);

        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            int[] drawn = pool.submit(() -> quanta(new ScenarioBuilder(32, STEPS, 9).build(forecast), 0))
                    .get();
            assertThat(drawn).isEqualTo(expected);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void ranksOfOtherResourcesDoNotSurviveARestart() throws IOException {
        ResourceSet both = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Fleet.Builder fleet = Fleet.builder(ORIGIN).host(Host.of(id("a"), ResourceVector.of(both, 8, 8)));
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < 3; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(both, 4, 4)), id("a"));
            series.add(new SeriesForecast(normal(1, 0.3), past(noise(v)), true));
            series.add(new SeriesForecast(normal(1, 0.3), past(noise(10 + v)), true));
        }
        FleetForecast withMemory = FleetForecast.of(fleet.build(), 1001, series);
        ScenarioBuilder before = new ScenarioBuilder(32, STEPS, 1);
        before.build(forecast(3, 8, ScenarioBuilderTest::noise));

        Scenarios after = restarted(before).build(withMemory);

        assertThat(quanta(after, 1)).isNotEqualTo(quanta(after, 0)).hasSameSizeAs(quanta(after, 0));
    }

    private static ScenarioBuilder restarted(ScenarioBuilder builder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        builder.write(new DataOutputStream(bytes));
        ScenarioBuilder restarted = new ScenarioBuilder(32, STEPS, 1);
        restarted.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return restarted;
    }

    @Test
    void anotherSeedDrawsDifferently() {
        FleetForecast forecast = forecast(5, 10, v -> new double[PAST]);

        assertThat(quanta(new ScenarioBuilder(32, STEPS, 1).build(forecast), 0))
                .isNotEqualTo(quanta(new ScenarioBuilder(32, STEPS, 2).build(forecast), 0));
    }

    @Test
    void valuesStayBetweenNothingAndTheAllocation() {
        List<SeriesForecast> series = List.of(new SeriesForecast(normal(2, 0.6), null, true));
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(Host.of(id("a"), ResourceVector.of(CPU, 8)))
                .vm(Vm.of(vmId("v"), ResourceVector.of(CPU, 4)), id("a"))
                .build();

        Scenarios drawn = new ScenarioBuilder(128, STEPS, 1).build(FleetForecast.of(fleet, 1, series));

        double lowest = 4;
        double highest = 0;
        for (int s = 0; s < 128; s++) {
            lowest = Math.min(lowest, drawn.demand(0, 0, STEPS - 1, s));
            highest = Math.max(highest, drawn.demand(0, 0, STEPS - 1, s));
        }
        assertThat(lowest).isZero();
        assertThat(highest).isBetween(3.5, 4.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129})
    void refusesNumbersOfScenariosThatItCannotRank(int scenarios) {
        assertThatThrownBy(() -> new ScenarioBuilder(scenarios, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(scenarios));
    }
}
