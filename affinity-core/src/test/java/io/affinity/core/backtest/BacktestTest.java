// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures against those that are counted by hand. */
class BacktestTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double NOT_KNOWN = Double.NaN;

    /** Origins 4, 5 and 6 of eight steps, which are all there are. */
    private static final BacktestSettings SETTINGS = new BacktestSettings(List.of(2, 1), 10, 4, 100, 100, 1);

    private static BacktestData data(double promised, double[]... series) {
        ResourceSet cpu = ResourceSet.of(Resource.CPU);
        List<Vm> vms = IntStream.range(0, series.length)
                .mapToObj(v -> Vm.of(new VmId("vm-" + v), ResourceVector.of(cpu, promised)))
                .toList();
        PastDemand.Builder past = PastDemand.builder(
                new HistoryRequest(vms.stream().map(Vm::id).toList(), cpu, START, STEP, series[0].length));
        for (int v = 0; v < series.length; v++) {
            past.put(vms.get(v).id(), Resource.CPU, series[v]);
        }
        return BacktestData.of(vms, Resource.CPU, past.build());
    }

    /** One VM demands a core more with each step, the other always ten. */
    private static BacktestData twoVms() {
        return data(0, new double[] {0, 1, 2, 3, 4, 5, 6, 7}, new double[] {10, 10, 10, 10, 10, 10, 10, 10});
    }

    private static BacktestResult run(BacktestData data, BacktestSettings settings, Contender... contenders) {
        return Backtest.of(data, List.of(contenders), settings).run(CpuMeter.NONE, BacktestListener.NONE);
    }

    @Test
    void lossesOfAllVmsAreAddedUpAndThoseOfTheMedianVmAreNot() {
        BacktestResult result = run(
                twoVms(),
                SETTINGS,
                RuleForecaster.last().contender(),
                RuleForecaster.always(2).contender());

        // One step ahead, the last value is off by 1 of 4, 5 and 6 cores; a quantile at every level loses half of that
        // in the mean.
        LeadScore oneAhead = result.score(0, 0);
        assertThat(oneAhead.values()).isEqualTo(6);
        assertThat(oneAhead.pinball()).isCloseTo(3 * 0.5 / 6, within(1e-12));
        assertThat(oneAhead.wql()).isCloseTo(3.0 / 45, within(1e-12));
        assertThat(oneAhead.medianWql()).isCloseTo((3.0 / 15 + 0) / 2, within(1e-12));
        LeadScore twoAhead = result.score(0, 1);
        assertThat(twoAhead.wql()).isCloseTo(6.0 / (5 + 6 + 7 + 30), within(1e-12));
        assertThat(result.score(1, 0).pinball()).isCloseTo(0.5 * (2 + 3 + 4 + 3 * 8) / 6, within(1e-12));
        assertThat(result.score(1, 0, 1).wql()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void skillIsOneLessTheShareOfTheLossOfTheOther() {
        BacktestResult result = run(
                twoVms(),
                SETTINGS,
                RuleForecaster.last().contender(),
                RuleForecaster.always(2).contender());

        assertThat(result.skill(0, 1, 0).pooled()).isCloseTo(1 - 3.0 / 33, within(1e-12));
        // Of the first VM 1 - 3 / 9, of the other, on which only the rule has a loss, 1.
        assertThat(result.skill(0, 1, 0).medianOfVms()).isCloseTo((1 - 3.0 / 9 + 1) / 2, within(1e-12));
        assertThat(result.skill(1, 0, 0).pooled()).isCloseTo(-10, within(1e-12));
        assertThat(result.skill(1, 0, 0).medianOfVms()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(result.skill(0, 0, 0).pooled()).isZero();
    }

    @Test
    void chanceIsToldByLeavingOutStretchesOfTime() {
        BacktestResult result = run(
                twoVms(),
                SETTINGS,
                RuleForecaster.last().contender(),
                RuleForecaster.always(2).contender());

        // Losses 1, 1, 1 against 10, 11, 12: without each, 1 - 2/23, 1 - 2/22 and 1 - 2/21.
        double[] without = {1 - 2.0 / 23, 1 - 2.0 / 22, 1 - 2.0 / 21};
        double mean = (without[0] + without[1] + without[2]) / 3;
        double squares = IntStream.range(0, 3)
                .mapToDouble(i -> (without[i] - mean) * (without[i] - mean))
                .sum();
        assertThat(result.skill(0, 1, 0).error()).isCloseTo(Math.sqrt(squares * 2 / 3), within(1e-9));
        assertThat(result.skill(0, 1, 0).isClearlyBetter()).isTrue();
        assertThat(result.skill(1, 0, 0).isClearlyWorse()).isTrue();
        assertThat(result.skill(1, 0, 0).clearlyWorse())
                .as("the greatest loss first")
                .containsExactly(1, 0);
        assertThat(result.skill(0, 1, 0).clearlyWorse()).isEmpty();
        assertThat(result.skill(0, 1, 1).error())
                .as("three origins are two stretches of two steps")
                .isNaN();
        assertThat(result.skill(0, 1, 1).isClearlyBetter()).isFalse();
    }

    @Test
    void aVmThatStandsStillIsWithinAllIntervalsAndAsReliableAsItShouldBe() {
        BacktestResult result = run(twoVms(), SETTINGS, RuleForecaster.last().contender());

        LeadScore still = result.score(0, 0, 1);
        assertThat(List.of(still.coverage80(), still.coverage90(), still.coverage95()))
                .containsOnly(1.0);
        for (int level = 0; level < Backtest.LEVELS.size(); level++) {
            assertThat(still.reliability().get(level)).isCloseTo(Backtest.LEVELS.get(level), within(1e-12));
        }
        LeadScore growing = result.score(0, 0, 0);
        assertThat(growing.coverage95()).isZero();
        assertThat(growing.reliability()).as("all that came was above").containsOnly(0.0);
        assertThat(result.score(0, 0).coverage80()).isEqualTo(0.5);
    }

    @Test
    void whatIsMissingIsNotComparedAndAVmWithoutDemandHasNoLossOfItsOwn() {
        BacktestData data = data(
                0,
                new double[] {1, 1, 1, 1, NOT_KNOWN, 3, NOT_KNOWN, NOT_KNOWN},
                new double[] {0, 0, 0, 0, 0, 0, 0, 0},
                new double[8]);

        BacktestResult result = run(data, SETTINGS, RuleForecaster.last().contender());

        assertThat(result.score(0, 0, 0).values()).as("only step 5 is known").isEqualTo(1);
        assertThat(result.score(0, 0, 0).pinball()).isCloseTo(0.5 * 2, within(1e-12));
        assertThat(result.score(0, 0, 1).wql()).isZero();
        assertThat(result.score(0, 0).medianWql()).as("the one VM with demand").isCloseTo(2.0 / 3, within(1e-12));
        assertThat(result.silentVms()).isZero();
        assertThat(result.byLoss(0, 0)).startsWith(0);
        assertThat(result.score(0, 0, 0).shareIn(result.score(0, 0))).isCloseTo(1, within(1e-12));
    }

    @Test
    void ofAVmThatIsNotKnownNothingIsCompared() {
        BacktestData data = data(0, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, fill(8, NOT_KNOWN));

        BacktestResult result = run(
                data,
                SETTINGS,
                RuleForecaster.last().contender(),
                RuleForecaster.always(1).contender());

        assertThat(result.silentVms()).isEqualTo(1);
        assertThat(result.score(0, 0, 1).wql()).isNaN();
        assertThat(result.failed(0)).isEqualTo(3);
        assertThat(result.problem(0)).isEqualTo("VM vm-1: it needs 1 values and there are 0");
        assertThat(result.byLoss(0, 0)).containsExactly(0);
        assertThat(result.score(1, 0).values()).isEqualTo(3);
    }

    private static double[] fill(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void whoBreaksIsStoodInForAndTold() {
        RuleForecaster broken = new RuleForecaster("broken", value -> {
            if (value > 4) {
                throw new IllegalStateException("more than four");
            }
            return value + 1;
        });

        BacktestResult result = run(twoVms(), SETTINGS, RuleForecaster.last().contender(), broken.contender());

        assertThat(result.failed(1))
                .as("origin 6 of the first VM, and all of the other")
                .isEqualTo(1 + 3);
        assertThat(result.problem(1)).contains("VM vm-0: it broke: ", "IllegalStateException: more than four");
        // Perfect at two origins; at the third, the last value stands in for it.
        assertThat(result.score(1, 0, 0).pinball()).isCloseTo(0.5 / 3, within(1e-12));
        assertThat(result.score(1, 0, 1).wql()).isZero();
        assertThat(result.failed(0)).isZero();
    }

    @Test
    void nobodyIsToldWhatComesAfterTheOrigin() {
        RuleForecaster asked = RuleForecaster.last();
        double[] values = IntStream.range(0, 60).mapToDouble(i -> i).toArray();

        run(data(2, values), new BacktestSettings(List.of(3), 100, 20, 10, 15, 1), asked.contender());

        List<Integer> lengths = new ArrayList<>();
        for (ForecastRequest request : asked.requests) {
            int known = (int) Duration.between(
                            START, request.history().timeOf(request.history().length()))
                    .dividedBy(STEP);
            lengths.add(known);
            assertThat(request.history().length()).as("the window").isEqualTo(10);
            assertThat(request.upper())
                    .as("the most so far, as that is more than was promised")
                    .isEqualTo(known - 1);
            assertThat(request.lower()).isZero();
            assertThat(request.horizon()).isEqualTo(3);
            assertThat(request.series()).isNotNull();
        }
        // Learned from ten steps at first, so that it is learned anew after ten: origins are 20 to 57.
        assertThat(lengths).containsExactly(20, 30, 40, 50);
    }

    @Test
    void aFleetWideForecasterIsJudgedByTheSameValues() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] series = new double[5][];
        for (int v = 0; v < series.length; v++) {
            series[v] = IntStream.range(0, 80)
                    .mapToDouble(i -> random.nextInt(9) == 0 ? NOT_KNOWN : random.nextDouble())
                    .toArray();
        }
        series[3] = fill(80, NOT_KNOWN);
        LastOfFleet fleet = new LastOfFleet();

        BacktestResult result = run(
                data(0, series),
                new BacktestSettings(List.of(1, 6), 12, 30, 40, 25, 3),
                RuleForecaster.last().contender(),
                new Contender.FleetWide("last-of-fleet", fleet, List.of()));

        for (int lead = 0; lead < 2; lead++) {
            assertThat(result.score(1, lead)).isEqualTo(result.score(0, lead));
        }
        assertThat(fleet.fits.size()).as("learned anew after 25 steps").isEqualTo(2);
        assertThat(result.failed(0))
                .as("origins at which the fourth VM is unknown")
                .isEqualTo(12);
        assertThat(result.failed(1)).as("where nobody knows it, nobody fails").isZero();
    }

    /** Half of the one and half of the other: where one says 0 and the other 1, a tenth and nine tenths are these. */
    @Test
    void aPoolBelievesBothOfItsForecasters() {
        double[][] series = new double[2][80];
        Arrays.fill(series[1], 1);
        Contender.Single never = (Contender.Single) RuleForecaster.always(0).contender();
        Contender.FleetWide last = new Contender.FleetWide("last-of-fleet", new LastOfFleet(), List.of());

        LatestForecasts.Outlook outlook = LatestForecasts.of(
                        data(0, series), new Contender.Pooled("pool", never, last), 40, 4, 1)
                .get(1);

        assertThat(outlook.forecast()).isNotNull();
        assertThat(outlook.forecast().mean(3)).isEqualTo(0.5);
        assertThat(outlook.forecast().quantileAt(0.1, 3)).isZero();
        assertThat(outlook.forecast().quantileAt(0.9, 3)).isEqualTo(1);
        assertThat(outlook.text()).contains("; pooled with ");
    }

    @Test
    void whereOneOfAPoolHasNoForecastTheOtherIsJudged() {
        double[][] series = new double[3][];
        for (int v = 0; v < series.length; v++) {
            series[v] = fill(80, v);
        }
        RuleForecaster nothing = new RuleForecaster("broken", value -> {
            throw new IllegalStateException("It is broken.");
        });
        Contender.FleetWide last = new Contender.FleetWide("last-of-fleet", new LastOfFleet(), List.of());

        BacktestResult result = run(
                data(0, series),
                new BacktestSettings(List.of(1, 6), 12, 30, 40, 25, 3),
                RuleForecaster.last().contender(),
                new Contender.Pooled("pool", (Contender.Single) nothing.contender(), last));

        assertThat(result.failed(1)).isZero();
        assertThat(result.score(1, 0)).isEqualTo(result.score(0, 0));
    }

    @Test
    void theResultIsTheSameOnAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        double[][] series = new double[40][];
        for (int v = 0; v < series.length; v++) {
            series[v] = random.doubles(200).toArray();
        }
        BacktestData data = data(0, series);
        BacktestSettings settings = new BacktestSettings(List.of(1, 12), 20, 50, 100, 60, 5);
        Contender[] contenders = {
            RuleForecaster.last().contender(), RuleForecaster.always(0.5).contender()
        };
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            BacktestResult alone =
                    one.submit(() -> run(data, settings, contenders)).get();
            BacktestResult many = run(data, settings, contenders);
            for (int lead = 0; lead < 2; lead++) {
                assertThat(many.score(1, lead)).isEqualTo(alone.score(1, lead));
                assertThat(many.skill(1, 0, lead)).isEqualTo(alone.skill(1, 0, lead));
            }
        } finally {
            one.shutdown();
        }
    }

    @Test
    void originsAreSpreadOverThePastAndNotOverOneTimeOfTheDay() {
        BacktestData data = data(0, new double[288 * 10]);
        Backtest backtest = Backtest.of(
                data,
                List.of(RuleForecaster.last().contender()),
                new BacktestSettings(List.of(288), 16, 288 * 2, 288, 288, 1));

        assertThat(backtest.origins()).isEqualTo(16);
        List<Integer> known =
                IntStream.range(0, 16).map(backtest::known).boxed().toList();
        assertThat(known).isSorted().allMatch(origin -> origin >= 288 * 2 && origin + 288 <= 288 * 10);
        assertThat(known.stream().map(origin -> origin % 288 / 72).distinct())
                .as("quarters of the day")
                .hasSize(4);
        assertThat(backtest.work()).isEqualTo(16);
        assertThat(backtest.originAt(0)).isEqualTo(START.plus(STEP.multipliedBy(known.get(0) - 1)));
    }

    @Test
    void tooLittleDemandIsRefusedWithNumbers() {
        assertThatThrownBy(() -> run(
                        twoVms(),
                        new BacktestSettings(List.of(5), 1, 4, 4, 4, 1),
                        RuleForecaster.last().contender()))
                .hasMessageContaining("(8) steps")
                .hasMessageContaining("(4)")
                .hasMessageContaining("(5)");
        assertThatThrownBy(() -> new BacktestSettings(List.of(), 1, 1, 1, 1, 1)).hasMessageContaining("leads []");
        assertThatThrownBy(() -> run(
                        twoVms(),
                        SETTINGS,
                        RuleForecaster.last().contender(),
                        RuleForecaster.last().contender()))
                .hasMessageContaining("Two contenders have the name (last)");
        assertThatThrownBy(
                        () -> run(twoVms(), SETTINGS, new Contender.FleetWide("fleet", new LastOfFleet(), List.of())))
                .hasMessageContaining("The first contender");
    }

    @Test
    void theLatestForecastsComeAfterAllThatIsKnown() {
        List<LatestForecasts.Outlook> outlooks = LatestForecasts.of(
                data(0, new double[] {1, 2, 3}, fill(3, NOT_KNOWN)),
                RuleForecaster.last().contender(),
                10,
                4,
                1);

        LatestForecasts.Outlook known = outlooks.get(0);
        assertThat(known.forecast()).isNotNull();
        assertThat(known.forecast().steps()).isEqualTo(4);
        assertThat(known.forecast().mean(3)).isEqualTo(3);
        assertThat(known.forecast().origin()).isEqualTo(START.plus(STEP.multipliedBy(2)));
        assertThat(known.text()).isEqualTo("last");
        assertThat(outlooks.get(1).forecast()).isNull();
        assertThat(outlooks.get(1).text()).isEqualTo("needs 1 values and there are 0");
        assertThat(LatestForecasts.of(
                                data(0, new double[] {1, 2, 3}),
                                new Contender.FleetWide("fleet", new LastOfFleet(), List.of()),
                                10,
                                4,
                                1)
                        .get(0)
                        .forecast())
                .isNotNull();
    }
}
