// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.LevelShift;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandPattern.Shared;
import io.affinity.simulation.workload.DemandPattern.Spread;
import io.affinity.simulation.workload.DemandPattern.Trend;
import io.affinity.simulation.workload.DemandPattern.WeeklyCycle;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GeneratedWorkloadTest {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK);
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int NETWORK = 2;
    private static final double CORES = 4;
    private static final double BYTES = 8_589_934_593.0;
    private static final double BYTES_PER_SECOND = 125e6;
    private static final int DAY = 288;
    private static final Offset<Double> FLOAT = Offset.offset(1e-6);

    /** A Monday. */
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final DemandProfile OFFICE = DemandProfile.of(
            new Level(0.1),
            new DailyCycle(14, 0.4, 2, 1),
            new WeeklyCycle(0.3),
            new Spread(0.3),
            new Noise(0.2),
            new Shared(new Noise(0.15, Duration.ofHours(2))),
            new Shared(new Bursts(1, 0.2, 2, Duration.ofMinutes(20))));

    private static final DemandProfile BATCH = DemandProfile.of(
                    new Level(0.05),
                    new Noise(0.3),
                    new CronJob("report", CronSchedule.parse("0 2 * * mon-fri"), Duration.ofMinutes(90), 0.7))
            .coupled(Resource.NETWORK, new Coupling.Following(0.01, 0.9, 0.1));

    private static final DemandProfile SPIKY = DemandProfile.of(
            new Level(0.02), new Noise(1.0), new Bursts(6, 0.1, 1.2, Duration.ofMinutes(30)), new Trend(0.005));

    @Test
    void oneThousandVmsAreBuiltFromThreeGroupsAndStayWithinTheirAllocations() {
        GeneratedWorkload workload = GeneratedWorkload.builder(START, 2 * DAY)
                .seed(42)
                .history(DAY)
                .group("office", OFFICE, vms("office", 500))
                .group("batch", BATCH, vms("batch", 200))
                .group("spiky", SPIKY, vms("spiky", 300))
                .build();

        assertThat(workload.vms()).hasSize(1000);
        assertThat(workload.resources()).isEqualTo(RESOURCES);
        assertThat(workload.steps()).isEqualTo(2 * DAY);
        assertThat(workload.historySteps()).isEqualTo(DAY);
        double[] allocation = {CORES, BYTES, BYTES_PER_SECOND};
        for (int vm = 0; vm < 1000; vm++) {
            for (int r = 0; r < 3; r++) {
                for (double demand : series(workload, vm, r)) {
                    assertThat(demand >= 0 && demand <= allocation[r])
                            .as(
                                    "%s of %s: %s",
                                    RESOURCES.get(r), workload.vms().get(vm).id(), demand)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theAllocationIsReachedButNotExceeded() {
        GeneratedWorkload workload = one(DemandProfile.of(new Level(1), new LevelShift(Duration.ZERO, 1))
                .coupled(Resource.MEMORY, new Coupling.Sticky(1, 1, Duration.ofMinutes(5), Duration.ofHours(1))));

        assertThat(series(workload, 0, CPU)).containsOnly(CORES);
        assertThat(series(workload, 0, MEMORY)).containsOnly(BYTES);
    }

    @Test
    void theSameSeedGivesTheSameDemandAndAnotherSeedAnother() {
        double[] once = series(of(7, OFFICE), 0, CPU);

        assertThat(series(of(7, OFFICE), 0, CPU)).containsExactly(once);
        assertThat(series(of(8, OFFICE), 0, CPU)).isNotEqualTo(once);
    }

    @Test
    void demandDoesNotDependOnOtherVmsOrOnHowLongHistoryAndSimulationAre() {
        GeneratedWorkload small = GeneratedWorkload.builder(START, DAY)
                .history(10)
                .group("office", OFFICE, vms("office", 1))
                .group("spiky", SPIKY, vms("spiky", 1))
                .build();
        GeneratedWorkload large = GeneratedWorkload.builder(START, 3 * DAY)
                .history(5 * DAY)
                .group("spiky", SPIKY, vms("spiky", 3))
                .group("batch", BATCH, vms("batch", 2))
                .group("office", OFFICE, vms("office", 2))
                .build();

        for (int r = 0; r < 3; r++) {
            for (int step = -10; step < DAY; step++) {
                assertThat(large.demand(5, r, step)).isEqualTo(small.demand(0, r, step));
                assertThat(large.demand(0, r, step)).isEqualTo(small.demand(1, r, step));
            }
        }
    }

    @Test
    void theFirstNumbersAreTheOnesOfEveryPlatform() {
        GeneratedWorkload workload = of(1, OFFICE);

        assertThat(workload.demand(0, CPU, 0)).isEqualTo(0.8926197290420532);
        assertThat(workload.demand(0, MEMORY, 100)).isEqualTo(4.120085248479641E9);
        assertThat(workload.demand(0, NETWORK, 200)).isEqualTo(2.9982203617691994E7);
    }

    @Test
    void aDailyCyclePeaksAtItsHourAndRepeats() {
        double[] cpu = series(one(DemandProfile.of(new Level(0.1), new DailyCycle(14, 0.5))), 0, CPU);

        assertThat(cpu[14 * 12]).isEqualTo(0.6 * CORES, FLOAT);
        assertThat(cpu[2 * 12]).isEqualTo(0.1 * CORES, FLOAT);
        assertThat(Arrays.stream(cpu).max()).hasValue(cpu[14 * 12]);
        for (int step = 0; step < cpu.length - DAY; step++) {
            assertThat(cpu[step + DAY]).isEqualTo(cpu[step]);
        }
    }

    @Test
    void aDailyCycleUnderNoiseShowsInTheAutocorrelation() {
        GeneratedWorkload workload = GeneratedWorkload.builder(START, 14 * DAY)
                .group("g", DemandProfile.of(new Level(0.1), new DailyCycle(14, 0.4), new Noise(0.2)), vms("g", 1))
                .build();
        double[] cpu = series(workload, 0, CPU);

        assertThat(autocorrelation(cpu, DAY)).isGreaterThan(0.7);
        assertThat(autocorrelation(cpu, DAY / 2)).isLessThan(-0.3);
    }

    @Test
    void theSpreadOfACycleShiftsThePeaksOfVms() {
        GeneratedWorkload workload = GeneratedWorkload.builder(START, DAY)
                .group("g", DemandProfile.of(new DailyCycle(12, 0.5, 2, 2)), vms("g", 50))
                .build();

        double[] peaks = IntStream.range(0, 50)
                .mapToDouble(vm -> peakStep(series(workload, vm, CPU)) / 12.0)
                .toArray();

        assertThat(Arrays.stream(peaks).distinct().count()).isGreaterThan(20);
        assertThat(Arrays.stream(peaks).average().orElseThrow()).isEqualTo(12, Offset.offset(1.0));
    }

    @Test
    void weekendsAreQuieter() {
        double[] cpu = series(one(DemandProfile.of(new Level(0.5), new WeeklyCycle(0.2))), 0, CPU);

        assertThat(cpu[5 * DAY - 1]).isEqualTo(0.5 * CORES, FLOAT);
        assertThat(cpu[5 * DAY]).isEqualTo(0.1 * CORES, FLOAT);
        assertThat(cpu[7 * DAY - 1]).isEqualTo(0.1 * CORES, FLOAT);
        assertThat(cpu[7 * DAY]).isEqualTo(0.5 * CORES, FLOAT);
    }

    @Test
    void trendAndLevelShiftAreVisible() {
        GeneratedWorkload workload = one(DemandProfile.of(
                new Level(0.3),
                new Trend(0.02),
                new LevelShift(Duration.ofDays(3).minusHours(1), -0.1)));

        assertThat(workload.demand(0, CPU, 0)).isEqualTo(0.3 * CORES, FLOAT);
        assertThat(workload.demand(0, CPU, DAY)).isEqualTo(0.32 * CORES, FLOAT);
        assertThat(workload.demand(0, CPU, 3 * DAY - 13) - workload.demand(0, CPU, 3 * DAY - 12))
                .isEqualTo(0.1 * CORES, Offset.offset(0.001));
        assertThat(workload.demand(0, CPU, 5 * DAY)).isEqualTo(0.3 * CORES, FLOAT);
    }

    @Test
    void membersOfAGroupPeakTogetherAndGroupsDoNot() {
        DemandProfile profile =
                DemandProfile.of(new Level(0.2), new Noise(0.2), new Shared(new Noise(0.4, Duration.ofHours(1))));
        GeneratedWorkload workload = GeneratedWorkload.builder(START, 21 * DAY)
                .group("a", profile, vms("a", 2))
                .group("b", profile, vms("b", 2))
                .build();

        assertThat(correlation(series(workload, 0, CPU), series(workload, 1, CPU)))
                .isGreaterThan(0.6);
        assertThat(correlation(series(workload, 2, CPU), series(workload, 3, CPU)))
                .isGreaterThan(0.6);
        assertThat(Math.abs(correlation(series(workload, 0, CPU), series(workload, 2, CPU))))
                .isLessThan(0.2);
        assertThat(Math.abs(correlation(series(workload, 1, CPU), series(workload, 3, CPU))))
                .isLessThan(0.2);
    }

    @Test
    void sharedBurstsComeAtTheSameTime() {
        DemandProfile profile = DemandProfile.of(new Shared(new Bursts(4, 0.3, 2, Duration.ofMinutes(30))));
        GeneratedWorkload workload = GeneratedWorkload.builder(START, 3 * DAY)
                .group("g", profile, vms("g", 2))
                .build();

        assertThat(series(workload, 0, CPU)).containsExactly(series(workload, 1, CPU));
        assertThat(Arrays.stream(series(workload, 0, CPU)).max().orElseThrow()).isGreaterThan(0.3);
    }

    @Test
    void noiseHasMeanOneAndForgetsAtItsPace() {
        double[] cpu = series(
                GeneratedWorkload.builder(START, 200 * DAY)
                        .history(100 * DAY)
                        .group("g", DemandProfile.of(new Level(0.1), new Noise(0.3, Duration.ofHours(1))), vms("g", 1))
                        .build(),
                0,
                CPU);

        assertThat(Arrays.stream(cpu).average().orElseThrow()).isEqualTo(0.1 * CORES, Offset.offset(0.01 * CORES));
        assertThat(autocorrelation(Arrays.stream(cpu).map(Math::log).toArray(), 12))
                .isEqualTo(Math.exp(-1), Offset.offset(0.05));
    }

    @Test
    void burstsComeAsOftenAndLastAsLongAsTheyShould() {
        double[] cpu = series(
                GeneratedWorkload.builder(START, 300 * DAY)
                        .history(100 * DAY)
                        .group("g", DemandProfile.of(new Bursts(2, 0.001, 3, Duration.ofMinutes(30))), vms("g", 1))
                        .build(),
                0,
                CPU);

        // Mean of a Pareto height with exponent 3 is 1.5 times its least value; it is there 2 * 30 minutes a day.
        double expected = 0.001 * 1.5 * 60 / 1440 * CORES;
        assertThat(Arrays.stream(cpu).average().orElseThrow()).isEqualTo(expected, Offset.offset(0.15 * expected));
    }

    @Test
    void aJobRunsOnItsScheduleAndIsKnownInAdvance() {
        GeneratedWorkload workload = GeneratedWorkload.builder(START, 8 * DAY)
                .history(7 * DAY)
                .group(
                        "batch",
                        DemandProfile.of(
                                new Level(0.1),
                                new CronJob(
                                        "report", CronSchedule.parse("0 2 * * mon-fri"), Duration.ofMinutes(90), 0.6)),
                        vms("batch", 1))
                .build();
        List<Covariate> covariates = workload.covariates(new VmId("batch-0"));

        assertThat(covariates).extracting(Covariate::name).containsExactly("report");
        for (int step = -7 * DAY; step < 8 * DAY; step++) {
            Instant time = START.plus(Duration.ofMinutes(5L * step));
            int day = Math.floorMod(Math.floorDiv(step, DAY), 7);
            int stepOfDay = Math.floorMod(step, DAY);
            boolean runs = day < 5 && stepOfDay >= 24 && stepOfDay < 42;

            assertThat(workload.demand(0, CPU, step)).isEqualTo((runs ? 0.7 : 0.1) * CORES, FLOAT);
            assertThat(covariates.get(0).value(time)).isEqualTo(runs ? 1 : 0);
        }
    }

    @Test
    void aCovariateIsKnownBeyondTheWorkloadAndAnUnknownVmHasNone() {
        GeneratedWorkload workload = one(BATCH);
        Covariate report = workload.covariates(new VmId("vm-0")).get(0);

        assertThat(report.value(Instant.parse("2030-01-01T02:55:00Z"))).isEqualTo(1);
        assertThat(report.value(Instant.parse("2030-01-01T03:30:00Z"))).isZero();
        assertThat(workload.covariates(new VmId("other"))).isEmpty();
    }

    @Test
    void aJobShorterThanAStepIsNotLostBetweenSteps() {
        CronJob tick = new CronJob("tick", CronSchedule.parse("7 * * * *"), Duration.ofMinutes(1), 0.5);

        double[] cpu = series(one(DemandProfile.of(tick)), 0, CPU);

        assertThat(cpu[0]).isZero();
        assertThat(cpu[1]).isEqualTo(0.5 * CORES, FLOAT);
        assertThat(cpu[2]).isZero();
    }

    @Test
    void memoryRisesSlowlyAndIsGivenBackMoreSlowly() {
        CronJob job = CronJob.daily("job", LocalTime.of(1, 0), Duration.ofMinutes(60), 1);
        double[] memory = series(
                one(DemandProfile.of(job)
                        .coupled(
                                Resource.MEMORY,
                                new Coupling.Sticky(0.2, 0.5, Duration.ofMinutes(30), Duration.ofHours(10)))),
                0,
                MEMORY);

        Offset<Double> megabyte = Offset.offset(1e6);
        assertThat(memory[11]).isEqualTo(0.2 * BYTES, megabyte);
        assertThat(memory[12]).isEqualTo((0.2 + 0.5 / 6) * BYTES, megabyte);
        assertThat(memory[17]).isEqualTo(0.7 * BYTES, megabyte);
        assertThat(memory[23 + 60]).isEqualTo(0.45 * BYTES, Offset.offset(0.01 * BYTES));
        assertThat(memory[23 + 125]).isEqualTo(0.2 * BYTES, megabyte);
    }

    @Test
    void networkFollowsCpu() {
        GeneratedWorkload workload = of(3, OFFICE);

        assertThat(correlation(series(workload, 0, CPU), series(workload, 0, NETWORK)))
                .isGreaterThan(0.8);
    }

    @Test
    void patternsOfAResourceItselfAreAddedToTheCoupledDemand() {
        DemandProfile leak = DemandProfile.of(new Level(0))
                .coupled(Resource.MEMORY, new Coupling.Sticky(0.3, 0, Duration.ofHours(1), Duration.ofHours(1)))
                .plus(Resource.MEMORY, new Trend(0.1));

        assertThat(one(leak).demand(0, MEMORY, 2 * DAY)).isEqualTo(0.5 * BYTES, Offset.offset(1e4));
    }

    @Test
    void jobsOfOneNameMustAgree() {
        CronJob job = CronJob.daily("backup", LocalTime.of(2, 0), Duration.ofHours(1), 0.2);
        CronJob heavier = CronJob.daily("backup", LocalTime.of(2, 0), Duration.ofHours(1), 0.9);
        CronJob later = CronJob.daily("backup", LocalTime.of(3, 0), Duration.ofHours(1), 0.2);

        assertThat(one(DemandProfile.of(job).plus(Resource.NETWORK, heavier)).covariates(new VmId("vm-0")))
                .hasSize(1);
        assertThatThrownBy(() -> DemandProfile.of(job).plus(Resource.NETWORK, later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Two jobs have the name (backup); jobs of one name must have the same schedule and duration.");
    }

    @Test
    void illegalArgumentsAreNamed() {
        assertThatThrownBy(() -> GeneratedWorkload.builder(START, 1).build())
                .hasMessage("A workload must have at least one VM.");
        assertThatThrownBy(() -> GeneratedWorkload.builder(START, 0))
                .hasMessage("The number of steps (0) must be from 1 to 2147483647.");
        assertThatThrownBy(() -> GeneratedWorkload.builder(START.plusNanos(1), 1))
                .hasMessageEndingWith("must be a whole second.");
        assertThatThrownBy(() -> GeneratedWorkload.builder(START, 1).step(Duration.ofMillis(1500)))
                .hasMessage("The step (PT1.5S) must be of whole seconds.");
        assertThatThrownBy(() -> GeneratedWorkload.builder(START, 1)
                        .group("a", OFFICE, List.of())
                        .group("a", OFFICE, List.of()))
                .hasMessage("Two groups have the name (a).");
        assertThatThrownBy(() -> GeneratedWorkload.builder(START, 1)
                        .group("a", OFFICE, vms("x", 1))
                        .group("b", OFFICE, vms("x", 1))
                        .build())
                .hasMessage("Two VMs have the id (x-0).");
        assertThatThrownBy(() -> OFFICE.plus(Resource.CPU, new Level(0.1)))
                .hasMessageStartingWith("The resource (cpu) must be another one");
        assertThatThrownBy(() -> new Level(1.5)).hasMessage("The share of a level (1.5) must be from 0 to 1.");
        assertThatThrownBy(() -> new DailyCycle(24, 0.5))
                .hasMessage("The peak hour (24.0) must be at least 0 and less than 24.");
        assertThatThrownBy(() -> new Noise(Double.NaN))
                .hasMessage("The sigma of noise (NaN) must be finite and not negative.");
        assertThatThrownBy(() -> new Bursts(0, 0.1, 2, Duration.ofMinutes(1)))
                .hasMessage("The number of bursts per day (0.0) must be finite and greater than zero.");
    }

    private static GeneratedWorkload one(DemandProfile profile) {
        return of(1, profile);
    }

    private static GeneratedWorkload of(long seed, DemandProfile profile) {
        return GeneratedWorkload.builder(START, 8 * DAY)
                .seed(seed)
                .group("group", profile, vms("vm", 1))
                .build();
    }

    private static List<Vm> vms(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Vm.of(new VmId(prefix + "-" + i), ResourceVector.of(RESOURCES, CORES, BYTES, BYTES_PER_SECOND)))
                .toList();
    }

    private static double[] series(Workload workload, int vm, int resource) {
        return IntStream.range(-workload.historySteps(), workload.steps())
                .mapToDouble(step -> workload.demand(vm, resource, step))
                .toArray();
    }

    private static int peakStep(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static double autocorrelation(double[] values, int lag) {
        return correlation(Arrays.copyOf(values, values.length - lag), Arrays.copyOfRange(values, lag, values.length));
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
