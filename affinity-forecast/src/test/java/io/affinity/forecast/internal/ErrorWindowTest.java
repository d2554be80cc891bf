package io.affinity.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorWindowTest {

    private final Random random = new Random(20260105);

    @Test
    void knowsTheNewestErrorsHoweverManyCameSinceItWasAsked() {
        ErrorWindow window = new ErrorWindow(100);
        float[] errors = new float[5000];
        int count = 0;
        for (int asked = 0; count < 4900; asked++) {
            for (int i = 0; i <= asked % 60; i++) {
                // Rounded, so that some are equal.
                errors[count] = Math.round(20 * random.nextGaussian());
                window.add(errors[count]);
                count++;
            }
            float[] newest = Arrays.copyOfRange(errors, Math.max(0, count - 100), count);
            Arrays.sort(newest);
            for (int i = 1; i <= newest.length; i++) {
                assertThat(window.quantile(i / (newest.length + 1.0))).isCloseTo(newest[i - 1], within(1e-9));
            }
        }
    }

    @Test
    void countsItsExtremesAsTheirNeighbors() {
        ErrorWindow window = new ErrorWindow(100);
        for (int i = 0; i < 100; i++) {
            window.add(i == 50 ? 1e9 : 3);
        }

        assertThat(window.rootMeanSquare()).isCloseTo(3, within(1e-9));
    }
}
