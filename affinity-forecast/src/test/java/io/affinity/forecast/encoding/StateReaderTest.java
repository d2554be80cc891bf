// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateReaderTest {

    private static StateReader reader(Consumer<StateWriter> content) {
        StateWriter out = ModelFormat.begin("one");
        content.accept(out);
        return ModelFormat.open(ModelFormat.seal(out), "one");
    }

    private static void assertBroken(Runnable reading, String why) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The encoded model of ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e151, -1e151, 1e308})
    void aNumberIsWithinWhatCanBeSquared(double value) {
        assertBroken(() -> reader(out -> out.putDouble(value)).takeNumber("the level"), "the level is " + value);
        assertThat(reader(out -> out.putDouble(Double.NaN)).takeNumberOrMissing("the level"))
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 2, Integer.MAX_VALUE})
    void anArrayIsNoLongerThanWhatIsLeft(int length) {
        StateReader in = reader(out -> {
            out.putInt(length);
            out.putDouble(1);
        });

        assertBroken(() -> in.takeNumbers("a season"), "");
    }

    @Test
    void anArrayOfAnotherLengthIsRefused() {
        assertBroken(
                () -> reader(out -> out.putDoubles(new double[2])).takeNumbers("a season", new double[3]),
                "an array has 2 elements but must have 3");
    }

    @Test
    void aTruthValueIsZeroOrOne() {
        assertThat(reader(out -> out.putBoolean(true)).takeBoolean()).isTrue();
        assertBroken(() -> reader(out -> out.putInt(0x02000000)).takeBoolean(), "a truth value is 2");
    }

    @Test
    void timesAreThoseThatStepsCanBeAddedTo() {
        assertThat(reader(out -> out.putInstant(Instant.EPOCH)).takeInstant()).isEqualTo(Instant.EPOCH);
        assertBroken(() -> reader(out -> out.putInstant(Instant.MAX)).takeInstant(), "a time is out of range");
        assertThat(reader(out -> out.putDuration(Duration.ofMillis(1))).takeStep())
                .isEqualTo(Duration.ofMillis(1));
        assertBroken(() -> reader(out -> out.putDuration(Duration.ZERO)).takeStep(), "a step is PT0S");
        assertBroken(() -> reader(out -> out.putDuration(Duration.ofDays(400))).takeStep(), "a time is out of range");
    }

    @Test
    void aModelOfAnotherForecasterIsNamed() {
        byte[] bytes = ModelFormat.seal(ModelFormat.begin("one"));

        assertThatThrownBy(() -> ModelFormat.open(bytes, "other"))
                .hasMessageContaining("it is a model of the forecaster one, not of other");
    }
}
