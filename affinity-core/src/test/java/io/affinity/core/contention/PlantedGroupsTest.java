// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two hosts with ten VMs each. All VMs have the same marginal distribution: one core, give or take 0.25. On one host they
 * follow a common hidden load, on the other half of them do and half of them do the opposite. Only the past tells.
 */
class PlantedGroupsTest {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);
    private static final int VMS = 10;
    private static final int SCENARIOS = 128;
    private static final int RUNS = 40;
    private static final double USABLE = 11.5;
    private static final double DEVIATION = 0.25;
    private static final double COMMON = 0.8;
    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    private enum Group {
        COINCIDING,
        COMPLEMENTARY;

        int sign(int vm) {
            return this == COMPLEMENTARY && vm % 2 == 1 ? -1 : 1;
        }
    }

    /** What the hidden process does, at one time, to a VM's demand. */
    private static double error(Group group, int vm, double common, Random random) {
        double own = Math.sqrt(1 - COMMON * COMMON) * random.nextGaussian();
        return DEVIATION * (COMMON * common * group.sign(vm) + own);
    }

    /** Contention and unserved cores of a host in a long simulation of the process itself. */
    private static double[] truth(Group group) {
        Random random = new Random(99);
        int futures = 400_000;
        double exceeded = 0;
        double unserved = 0;
        for (int i = 0; i < futures; i++) {
            double common = random.nextGaussian();
            double load = 0;
            for (int v = 0; v < VMS; v++) {
                load += 1 + error(group, v, common, random);
            }
            exceeded += load > USABLE ? 1 : 0;
            unserved += Math.max(0, load - USABLE);
        }
        return new double[] {exceeded / futures, unserved / futures};
    }

    /** The same two numbers from scenarios, over many pasts that the process might have had. */
    private static double[][] predicted() {
        double[][] sums = new double[2][2];
        for (int run = 0; run < RUNS; run++) {
            FleetForecast forecast = forecast(new Random(1000 + run));
            ContentionForecast contention = ContentionEstimator.estimate(
                    new ScenarioBuilder(SCENARIOS, 1, run).build(forecast),
                    forecast.fleet().placement());
            HostLoads loads = new HostLoads(new ScenarioBuilder(SCENARIOS, 1, run).build(forecast));
            HostOutlook outlook = loads.outlook();
            for (int h = 0; h < 2; h++) {
                loads.read(h, outlook);
                sums[h][0] += contention.probability(h, 0, 0) / RUNS;
                sums[h][1] += outlook.unserved(0, 0) / RUNS;
            }
        }
        return sums;
    }

    private static FleetForecast forecast(Random random) {
        Fleet.Builder fleet = Fleet.builder(ORIGIN);
        List<SeriesForecast> series = new ArrayList<>();
        double[] quantiles = Arrays.stream(NORMAL).map(z -> 1 + DEVIATION * z).toArray();
        Forecast marginal = Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, new double[] {1}, quantiles);
        for (Group group : Group.values()) {
            fleet.host(Host.of(id(group.name()), ResourceVector.of(CPU, USABLE)));
            double[][] past = past(group, random);
            for (int v = 0; v < VMS; v++) {
                fleet.vm(Vm.of(vmId(group.name() + v), ResourceVector.of(CPU, 4)), id(group.name()));
                series.add(new SeriesForecast(marginal, new Past(past[v]), true));
            }
        }
        return FleetForecast.of(fleet.build(), 1, series);
    }

    private static double[][] past(Group group, Random random) {
        double[][] past = new double[VMS][SCENARIOS + 1];
        for (int t = 0; t <= SCENARIOS; t++) {
            double common = random.nextGaussian();
            for (int v = 0; v < VMS; v++) {
                past[v][t] = error(group, v, common, random);
            }
        }
        return past;
    }

    private record Past(double[] values) implements Residuals {

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double at(int stepsBack) {
            return values[stepsBack];
        }
    }

    @Test
    void groupsOfEqualMarginalsAreToldApartAsInSimulatedTruth() {
        double[][] predicted = predicted();
        double[] coinciding = truth(Group.COINCIDING);
        double[] complementary = truth(Group.COMPLEMENTARY);

        // Deviation of a probability over all runs: sqrt(p (1 - p) / 5120), at most 0.006; four of them, so that the
        // test
        // would fail by chance once in 15,000 times.
        assertThat(coinciding[0]).isBetween(0.2, 0.25);
        assertThat(complementary[0]).isLessThan(0.01);
        assertThat(predicted[0][0]).isCloseTo(coinciding[0], within(monteCarlo(coinciding[0])));
        assertThat(predicted[1][0]).isCloseTo(complementary[0], within(monteCarlo(complementary[0])));
        assertThat(predicted[0][1]).isCloseTo(coinciding[1], within(0.1 * coinciding[1]));
        assertThat(predicted[1][1]).isLessThan(0.01 * coinciding[1]);
    }

    private static double monteCarlo(double probability) {
        return 4 * Math.sqrt(probability * (1 - probability) / (SCENARIOS * RUNS));
    }
}
