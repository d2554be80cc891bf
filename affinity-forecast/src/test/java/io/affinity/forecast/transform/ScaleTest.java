package io.affinity.forecast.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleTest {

    static Stream<Scale> scales() {
        return Stream.of(
                new Scale.BoxCox(0, 10, 0.01),
                new Scale.BoxCox(0.3, 10, 0.01),
                new Scale.BoxCox(1, 10, 0.01),
                new Scale.BoxCox(2, 10, 0.01),
                new Scale.Logit(10, 20));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void increasesStrictlyAndGivesEachValueBack(Scale scale) {
        double previous = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 4000; i++) {
            double value = 10 + i / 400.0;
            double scaled = scale.of(value);

            assertThat(scaled).isFinite().isGreaterThan(previous);
            assertThat(scale.invert(scaled)).isCloseTo(value, within(1e-9));
            previous = scaled;
        }
    }

    @ParameterizedTest
    @MethodSource("scales")
    void invertsAnythingIntoTheRangeWithoutDecreasing(Scale scale) {
        double previous = 10;
        for (double scaled = -800; scaled <= 700; scaled += 0.5) {
            double value = scale.invert(scaled);

            assertThat(value).isGreaterThanOrEqualTo(previous);
            previous = value;
        }
    }

    @ParameterizedTest
    @MethodSource("scales")
    void countsValuesBelowTheRangeAsItsEndAndLeavesMissingOnesMissing(Scale scale) {
        assertThat(scale.of(-5)).isEqualTo(scale.of(10));
        assertThat(scale.of(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("scales")
    void survivesItsByteForm(Scale scale) {
        StateWriter out = new StateWriter();
        scale.write(out);

        assertThat(Scale.read(new StateReader(out.bytes()))).isEqualTo(scale);
    }

    @ParameterizedTest
    @MethodSource("scales")
    void isThePowerOrTheLogarithmOfTheOddsInsideTheRange(Scale scale) {
        if (scale instanceof Scale.BoxCox power) {
            double expected = power.lambda() == 0 ? Math.log(5) : (Math.pow(5, power.lambda()) - 1) / power.lambda();
            assertThat(scale.of(15)).isCloseTo(expected, Percentage.withPercentage(1e-9));
        } else {
            assertThat(scale.of(15)).isCloseTo(0, within(1e-9));
            assertThat(scale.of(18)).isCloseTo(Math.log(4), within(0.01));
        }
    }
}
