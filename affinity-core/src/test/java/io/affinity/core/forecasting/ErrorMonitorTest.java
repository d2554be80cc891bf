// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorMonitorTest {

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static int stepsToAlarm(ErrorMonitor monitor, SplittableRandom random, double shift, int most) {
        for (int i = 0; i < most; i++) {
            monitor.expect(10);
            monitor.observe(10 + shift + gaussian(random));
            if (monitor.isAlarmed()) {
                return i + 1;
            }
        }
        return most;
    }

    @Test
    void normalNoiseRaisesNoAlarmInYearsOfSeries() {
        for (long seed = 0; seed < 100; seed++) {
            int steps = stepsToAlarm(new ErrorMonitor(), new SplittableRandom(seed), 0, 5000);
            assertThat(steps).as("seed %d", seed).isEqualTo(5000);
        }
    }

    @Test
    void aShiftOfTheLevelRaisesOneWithinAFewSteps() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ErrorMonitor monitor = new ErrorMonitor();
            stepsToAlarm(monitor, random, 0, 500);

            assertThat(stepsToAlarm(monitor, random, 5, 500)).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void aSeriesThatIsRestlessForHoursIsNotAWrongModel() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ErrorMonitor monitor = new ErrorMonitor();
            stepsToAlarm(monitor, random, 0, 500);

            for (int i = 0; i < 48; i++) {
                monitor.expect(10);
                monitor.observe(10 + Math.min(4, 1 + 0.1 * i) * gaussian(random));
            }

            assertThat(monitor.isAlarmed()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void oneOutlierIsNoReason() {
        ErrorMonitor monitor = new ErrorMonitor();
        SplittableRandom random = new SplittableRandom(1);
        stepsToAlarm(monitor, random, 0, 500);

        stepsToAlarm(monitor, random, 1000, 1);

        assertThat(stepsToAlarm(monitor, random, 0, 500)).isEqualTo(500);
    }

    @Test
    void missingValuesAndMissingExpectationsAreNoErrors() {
        ErrorMonitor monitor = new ErrorMonitor();
        stepsToAlarm(monitor, new SplittableRandom(1), 0, 500);
        for (int i = 0; i < 100; i++) {
            monitor.expect(10);
            monitor.observe(Double.NaN);
            monitor.observe(1000);
        }

        assertThat(monitor.isAlarmed()).isFalse();
    }
}
