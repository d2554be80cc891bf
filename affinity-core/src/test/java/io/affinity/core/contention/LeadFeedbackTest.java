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
import java.util.List;
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
        return LeadFeedback.read(in(errors, spreads, products, squares, squares, count, 0, 0), 1);
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

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 288})
    void whatWasSeenAtTheEdgeCanBeReadAgain(int lead) throws IOException {
        LeadFeedback feedback = new LeadFeedback(lead);
        for (int i = 0; i < 10_000; i++) {
            feedback.observe(1e15, 1, 0, feedback.bias());
            feedback.observeOutside(1, 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        feedback.write(new DataOutputStream(bytes));

        LeadFeedback read = LeadFeedback.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), lead);
        assertThat(read.correction()).isEqualTo(feedback.correction());
        assertThat(read.bias()).isEqualTo(feedback.bias());
    }

    /** What comes of a correction at a long lead is seen late: one as fast as at a short lead would swing. */
    @Test
    void theIntervalMovesTheSlowerTheLongerTheLead() {
        LeadFeedback hour = new LeadFeedback(12);
        LeadFeedback fiveHours = new LeadFeedback(64);
        LeadFeedback day = new LeadFeedback(288);
        for (LeadFeedback feedback : List.of(hour, fiveHours, day)) {
            feedback.observe(0, 1, 0, 0);
            for (int i = 0; i < 64; i++) {
                feedback.observeOutside(0.1, -0.05);
            }
        }

        assertThat(fiveHours.correction()).isEqualTo(hour.correction());
        assertThat(Math.log(day.correction().up()))
                .isCloseTo(Math.log(hour.correction().up()) * 64 / 288, within(1e-12));
        assertThat(Math.log(day.correction().down()))
                .isCloseTo(Math.log(hour.correction().down()) * 64 / 288, within(1e-12));
    }

    /** A day's errors that repeat are one outcome seen often, not many. */
    @Test
    void aLongLeadIsSlowerToBelieveThatErrorsLast() {
        LeadFeedback hour = new LeadFeedback(12);
        LeadFeedback day = new LeadFeedback(288);
        for (int i = 0; i < 6; i++) {
            hour.observe(0.2, 1, 0, hour.bias());
            day.observe(0.2, 1, 0, day.bias());
        }

        assertThat(day.bias()).isEqualTo(hour.bias());
        assertThat(day.correction().shift())
                .isPositive()
                .isLessThan(0.7 * hour.correction().shift());
        for (int i = 0; i < 2000; i++) {
            day.observe(0.2, 1, 0, day.bias());
        }
        assertThat(day.correction().shift()).isCloseTo(0.2, within(0.01));
    }
}
