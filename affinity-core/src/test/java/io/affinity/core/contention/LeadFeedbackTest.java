// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with a right checksum that no feedback wrote, and outcomes that no fleet has. */
class LeadFeedbackTest {

    private static DataInputStream in(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
        bytes.asDoubleBuffer().put(numbers);
        return new DataInputStream(new ByteArrayInputStream(bytes.array()));
    }

    private static LeadFeedback feedback(double errors, double spreads, double products, double squares, double count)
            throws IOException {
        return LeadFeedback.read(in(errors, spreads, products, squares, squares, count, 0, 0, 0, 0), 16);
    }

    private static void assertUsable(LeadFeedback feedback) {
        assertThat(feedback.bias()).isFinite();
        assertThat(feedback.correction().shift()).isBetween(-0.5, 0.5);
        assertThat(feedback.correction().most(1)).isBetween(1.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource({
        // Either may be; the bias that they make, squared, may not.
        "1e200, 1, 1, 1, 10",
        "1e-10, 0, 1, 1, 10",
        "1, 1e300, 1, 1, 10",
        "1, 1, 1e300, 1, 10",
        "1, 1, -1e300, 1, 10",
        "1, 1, 1, 1e300, 10",
        "1, 1, 1, -1, 10",
        "1, 1, 1, 1, 1e300",
        "1, 1, 1, 1, -1",
        "NaN, 1, 1, 1, 10",
        "1, NaN, 1, 1, 10",
        "1, 1, NaN, 1, 10",
        "1, 1, 1, NaN, 10",
        "1, 1, 1, 1, NaN",
    })
    void whatBecomesNoNumberLaterIsRefused(
            double errors, double spreads, double products, double squares, double count) {
        assertThatThrownBy(() -> feedback(errors, spreads, products, squares, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be from");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, -1e20, Double.NaN, Double.POSITIVE_INFINITY})
    void aBiasThatNeverWasIsRefused(double bias) {
        assertThatThrownBy(() -> LeadFeedback.readBias(in(bias))).hasMessageContaining("bias of the fleet");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.51, -1e308, Double.NaN})
    void aCorrectionThatNeverWasIsRefused(double shift) {
        assertThatThrownBy(() -> LeadFeedback.readCorrection(in(shift, 1, 1))).hasMessageContaining("correction");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "1e15, 1, 1e32, 1e32, 576",
        "-1e215, 1e200, -1e32, 0, 4.9e-324",
        "1e-300, 4.9e-324, 1e32, 0, 1e-300",
    })
    void whateverIsAcceptedMakesNumbersWhateverIsSeenNext(
            double errors, double spreads, double products, double squares, double count) throws IOException {
        LeadFeedback feedback = feedback(Math.min(errors, spreads * 1e15), spreads, products, squares, count);
        assertUsable(feedback);

        for (double error : new double[] {1, 1e15, -1e300, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 0}) {
            for (double spread :
                    new double[] {1, Double.MIN_VALUE, 1e200, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
                for (double bias : new double[] {1, 1e15, -1e15}) {
                    feedback.observe(error, spread, 0.5, bias);
                    assertUsable(feedback);
                }
            }
        }
    }

    @Test
    void whatWasSeenAtTheEdgeCanBeReadAgain() throws IOException {
        LeadFeedback feedback = new LeadFeedback(16);
        for (int i = 0; i < 10_000; i++) {
            feedback.observe(1e15, 1, 0, feedback.bias());
            feedback.observeOutside(1, 1);
            feedback.observeOuter(1, 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        feedback.write(new DataOutputStream(bytes));

        LeadFeedback read = LeadFeedback.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 16);
        assertThat(read.correction()).isEqualTo(feedback.correction());
        assertThat(read.bias()).isEqualTo(feedback.bias());
    }

    @Test
    void outermostDrawsLieFartherOutWhereTooManyOutcomesAreBeyondThemAndNeverFartherIn() {
        LeadFeedback feedback = new LeadFeedback(16);
        for (int i = 0; i < 20; i++) {
            feedback.observe(0, 1, 0, 0);
            feedback.observeOuter(0.5, -0.03);
        }
        assertThat(feedback.correction().outerUp()).isCloseTo(Math.exp(0.4), within(1e-9));

        assertThat(feedback.correction())
                .isEqualTo(new Correction(0, 1, 1, feedback.correction().outerUp(), 1));
    }

    @Test
    void outermostDrawsOfTheNextHourStayWhereTheyAre() {
        LeadFeedback feedback = new LeadFeedback(8);
        feedback.observe(0, 1, 0, 0);
        feedback.observeOuter(1, 1);

        assertThat(feedback.correction()).isEqualTo(Correction.NONE);
    }

    /** Any correction leaves draws in order; the outer factors move the last few alone. */
    @Test
    void outerFactorsMoveTheOutermostDrawsAlone() {
        double[] draws = IntStream.range(0, 64).mapToDouble(k -> 100 + k).toArray();
        double[] corrected = draws.clone();

        new Correction(0, 1, 1, 2, 1.5).apply(corrected, 1_000);

        assertThat(corrected).isSorted();
        assertThat(Arrays.copyOfRange(corrected, 4, 60)).isEqualTo(Arrays.copyOfRange(draws, 4, 60));
        assertThat(corrected[63]).isBetween(185.0, 195.0);
        assertThat(corrected[0]).isBetween(80.0, 90.0);
    }
}
