// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every expected number is worked out by hand from the definitions. */
class PublishedRulesTest {

    /** Half of 1 Gbit/s. */
    private static final double BANDWIDTH = 62.5e6;

    private static final Duration STEP = Duration.ofMinutes(5);

    private static boolean isOverloaded(PublishedRules rule, FakeHost host) {
        return rule.cpu(BANDWIDTH, STEP).isOverloaded(host);
    }

    /** {@return values whose last ones are as given, after a newest one} */
    private static double[] pastOf(double newest, double... before) {
        return IntStream.rangeClosed(0, before.length)
                .mapToDouble(i -> i == 0 ? newest : before[i - 1])
                .toArray();
    }

    /** {@return a host of 20 cores that was asked for 2 to 12 of them, in no order, and is asked for the newest now} */
    private static FakeHost wavering(double newest) {
        return new FakeHost(20).vm(20, pastOf(newest, 7, 2, 12, 4, 9, 3, 11, 5, 10, 6, 8));
    }

    @Test
    void staticThresholdIsEightTenths() {
        assertThat(isOverloaded(PublishedRules.THR, new FakeHost(10).vm(10, 8))).isFalse();
        assertThat(isOverloaded(PublishedRules.THR, new FakeHost(10).vm(4, 4).vm(6, 4.1)))
                .isTrue();
    }

    @Test
    void quartilesAreTheValuesAtTheRoundedPlaces() {
        assertThat(Dispersion.interquartileRange(new double[] {4, 1, 3, 2})).isEqualTo(4 - 1);
        // Places round(0.25 x 13) = 3 and round(0.75 x 13) = 10 of 1 to 12.
        assertThat(Dispersion.interquartileRange(
                        IntStream.rangeClosed(1, 12).mapToDouble(i -> 13 - i).toArray()))
                .isEqualTo(10 - 3);
        // Places 8 and 23 of 1 to 30.
        assertThat(Dispersion.interquartileRange(
                        IntStream.rangeClosed(1, 30).asDoubleStream().toArray()))
                .isEqualTo(23 - 8);
    }

    @Test
    void medianAbsoluteDeviationIsTheMedianDistanceFromTheMedian() {
        assertThat(Dispersion.medianAbsoluteDeviation(new double[] {1, 1, 2, 2, 4, 6, 9}))
                .isEqualTo(1);
        assertThat(Dispersion.medianAbsoluteDeviation(new double[] {1, 2, 4, 8}))
                .as("median 3, distances 1, 1, 2, 5")
                .isEqualTo(1.5);
    }

    @Test
    void thresholdOfIqrLeavesOneAndAHalfRanges() {
        // The quartiles of the twelve are 4 and the newest: 0.515 is below 1 - 1.5 x 6.3 / 20 = 0.5275, and 0.525 is
        // above
        // 1 - 1.5 x 6.5 / 20 = 0.5125.
        assertThat(isOverloaded(PublishedRules.IQR, wavering(10.3))).isFalse();
        assertThat(isOverloaded(PublishedRules.IQR, wavering(10.5))).isTrue();
    }

    @Test
    void thresholdOfMadLeavesTwoAndAHalfDeviations() {
        // Of 2 to 12 and 13.2 the median is 7.5 and the distances from it have the median 3: 1 - 2.5 x 0.15 = 0.625.
        assertThat(isOverloaded(PublishedRules.MAD, wavering(13.2))).isTrue();
        assertThat(isOverloaded(PublishedRules.MAD, wavering(12.4))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PublishedRules.class,
            names = {"IQR", "MAD"})
    void aSteadyHostMayBeFull(PublishedRules rule) {
        double[] steady = new double[30];
        Arrays.fill(steady, 9.9);

        assertThat(isOverloaded(rule, new FakeHost(10).vm(10, steady))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PublishedRules.class,
            names = {"IQR", "MAD", "LR", "LRR"})
    void untilEnoughIsKnownTheThresholdIsSevenTenths(PublishedRules rule) {
        double[] little = new double[9];
        Arrays.fill(little, 6.9);
        FakeHost below = new FakeHost(10).vm(10, little);
        double[] more = little.clone();
        more[0] = 7.1;
        FakeHost above = new FakeHost(10).vm(10, more);

        assertThat(isOverloaded(rule, below)).isFalse();
        assertThat(isOverloaded(rule, above)).isTrue();
    }

    @Test
    void elevenUtilizationsAreTooFewForADispersion() {
        double[] eleven = {6.9, 0.1, 6.9, 0.1, 6.9, 0.1, 6.9, 0.1, 6.9, 0.1, 6.9};

        assertThat(isOverloaded(PublishedRules.IQR, new FakeHost(10).vm(10, eleven)))
                .as("with 0.7 as the threshold")
                .isFalse();
        assertThat(isOverloaded(PublishedRules.IQR, new FakeHost(10).vm(10, pastOf(6.9, eleven))))
                .as("with 1 - 1.5 x 0.68")
                .isTrue();
    }

    @Test
    void thePastOfAHostIsThatOfTheVmsItHas() {
        FakeHost host = new FakeHost(10).vm(4, 1, 2, 3).vm(4, 1, Double.NaN, 0, 2);

        assertThat(CpuPast.of(host)).containsExactly(new double[] {0.2, 0.2, 0.3, 0.2}, within(1e-12));
    }

    @Test
    void zerosBeforeTheFirstDemandAreNoPast() {
        assertThat(CpuPast.of(new FakeHost(10).vm(4, 1, 0, 3, 0, 0))).hasSize(3);
        assertThat(CpuPast.of(new FakeHost(10).vm(4, 0, 0, 0))).containsExactly(0);
        assertThat(CpuPast.of(new FakeHost(10).vm(4, new double[40]))).hasSize(1);
        double[] long40 = new double[40];
        Arrays.fill(long40, 1);
        assertThat(CpuPast.of(new FakeHost(10).vm(4, long40))).hasSize(30);
    }

    /** {@return a VM whose demand has grown in a straight line to the newest} */
    private static double[] grown(double newest, double slope) {
        return IntStream.range(0, 12).mapToDouble(back -> newest - slope * back).toArray();
    }

    @Test
    void localRegressionExtrapolatesUntilAVmCouldHaveLeft() {
        // 1 GB leaves within a step: one step ahead there are 8 of 10 cores, times 1.2 is 0.96; with 8.5 cores it is
        // 1.02.
        assertThat(isOverloaded(PublishedRules.LR, new FakeHost(10).vm(10, grown(7.6, 0.4))))
                .isFalse();
        assertThat(isOverloaded(PublishedRules.LR, new FakeHost(10).vm(10, grown(8.1, 0.4))))
                .isTrue();
    }

    @Test
    void theLargestVmDecidesHowFarAhead() {
        // 20 GB take 320 s, two steps: 8.4 cores, times 1.2 is 1.008.
        FakeHost host = new FakeHost(10).vmWithMemory(10, 20e9, 0, grown(7.6, 0.4));

        assertThat(isOverloaded(PublishedRules.LR, host)).isTrue();
    }

    @Test
    void localRegressionLooksAtTenUtilizations() {
        double[] past = new double[12];
        Arrays.fill(past, 8);
        past[10] = 0.1;
        past[11] = 0.1;

        assertThat(isOverloaded(PublishedRules.LR, new FakeHost(10).vm(10, past)))
                .as("ten times 8 is level, 1.2 x 0.8 = 0.96")
                .isFalse();
    }

    @Test
    void aFallingHostIsNotOverloadedThoughItIsFull() {
        assertThat(isOverloaded(PublishedRules.LR, new FakeHost(10).vm(10, grown(9.5, -1.5))))
                .isFalse();
    }

    @Test
    void robustRegressionIsThePlainOneAsItsWeightsTakeNoEffect() {
        assertThat(PublishedRules.LRR.cpu(BANDWIDTH, STEP)).isEqualTo(PublishedRules.LR.cpu(BANDWIDTH, STEP));
    }
}
