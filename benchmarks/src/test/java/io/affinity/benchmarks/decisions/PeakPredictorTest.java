// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every expected number is worked out by hand from the definitions. */
class PeakPredictorTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private static double[] alternating(double first, double second, int length) {
        return IntStream.range(0, length)
                .mapToDouble(i -> i % 2 == 0 ? first : second)
                .toArray();
    }

    private static double[] steady(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void nSigmaIsTheJointMeanPlusFiveDeviations() {
        FakeHost host = new FakeHost(100).vm(4, alternating(1, 2, 24)).vm(6, alternating(1, 2, 24));

        // Together 0.2 and 0.4 of what was promised: mean 0.3, variance 24 x 0.01 / 23.
        double share = 0.3 + 5 * Math.sqrt(0.24 / 23);
        assertThat(PeakPredictor.nSigma().peak(host, 0)).isEqualTo(10 * share, EXACT);
    }

    @Test
    void vmsThatPeakInTurnHaveALowerPeakTogether() {
        FakeHost host = new FakeHost(100).vm(4, alternating(1, 2, 24)).vm(4, alternating(2, 1, 24));

        assertThat(PeakPredictor.nSigma().peak(host, 0)).isEqualTo(3, EXACT);
    }

    @Test
    void aPeakIsNeverAboveWhatWasPromised() {
        assertThat(PeakPredictor.nSigma().peak(new FakeHost(100).vm(4, alternating(0, 4, 24)), 0))
                .isEqualTo(4, EXACT);
        assertThat(PeakPredictor.nSigma().peak(new FakeHost(100).vm(4, steady(9, 24)), 0))
                .isEqualTo(4, EXACT);
        assertThat(PeakPredictor.max().peak(new FakeHost(100).vm(4, steady(9, 24)), 0))
                .isEqualTo(4, EXACT);
    }

    @Test
    void aVmThatIsNotWarmIsExpectedToDemandAllItWasPromised() {
        FakeHost host = new FakeHost(100).vm(4, steady(1, 23)).vm(6, steady(1, 24));

        assertThat(PeakPredictor.nSigma().peak(host, 0)).isEqualTo(4 + 1, EXACT);
        assertThat(PeakPredictor.max().peak(host, 0)).isEqualTo(4 + 1, EXACT);
        assertThat(PeakPredictor.nSigma().peak(new FakeHost(100).vm(4, steady(1, 23)), 0))
                .isEqualTo(4, EXACT);
    }

    @Test
    void aGapDoesNotMakeAVmCold() {
        double[] withGap = steady(1, 30);
        withGap[3] = Double.NaN;
        FakeHost host = new FakeHost(100).vm(4, withGap).vm(4, steady(1, 30));

        assertThat(PeakPredictor.max().peak(host, 0)).isEqualTo(2, EXACT);
    }

    @Test
    void onlyTheLastTwoHoursAreLookedAt() {
        double[] quietNow = DoubleStream.concat(Arrays.stream(steady(1, 24)), Arrays.stream(steady(4, 24)))
                .toArray();

        assertThat(PeakPredictor.max().peak(new FakeHost(100).vm(4, quietNow), 0))
                .isEqualTo(1, EXACT);
    }

    @Test
    void percentilesOfSingleVmsAddUp() {
        double[] oneTo24 = IntStream.rangeClosed(1, 24).asDoubleStream().toArray();
        FakeHost host = new FakeHost(100).vm(50, oneTo24).vm(50, steady(3, 24));

        // The 99th percentile lies at place 0.99 x 23 = 22.77, counted from 0.
        assertThat(new PercentileSum(99).peak(host, 0)).isEqualTo(23.77 + 3, EXACT);
        assertThat(new PercentileSum(50).peak(host, 0)).isEqualTo(12.5 + 3, EXACT);
    }

    @Test
    void maxIsTheLargerOfBoth() {
        FakeHost together = new FakeHost(100).vm(4, alternating(1, 2, 24)).vm(6, alternating(1, 2, 24));
        FakeHost inTurn = new FakeHost(100).vm(4, alternating(1, 2, 24)).vm(4, alternating(2, 1, 24));

        assertThat(PeakPredictor.max().peak(together, 0))
                .isEqualTo(PeakPredictor.nSigma().peak(together, 0), EXACT);
        assertThat(PeakPredictor.max().peak(inTurn, 0)).isEqualTo(2 + 2, EXACT);
    }

    @Test
    void aHostIsOverloadedWhereThePeakIsAboveItsShareOfAnyResource() {
        FakeHost host = new FakeHost(10).vmWithMemory(10, 90e9, 50e9, steady(5, 24));

        assertThat(PeakPredictor.max().above(1).isOverloaded(host)).isFalse();
        assertThat(PeakPredictor.max().above(0.49).isOverloaded(host))
                .as("cores and bytes, half of both")
                .isTrue();
        assertThat(PeakPredictor.nSigma()
                        .above(1)
                        .isOverloaded(new FakeHost(10).vmWithMemory(4, 150e9, 110e9, steady(1, 24))))
                .as("memory")
                .isTrue();
    }
}
