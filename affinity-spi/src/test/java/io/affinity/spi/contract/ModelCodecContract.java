// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link ModelCodec} promises. Extend it, and hand over the forecaster that is one. Its histories are those of
 * {@link ForecasterContract}.
 */
public abstract class ModelCodecContract {

    private static final int STEPS_AFTER = 60;

    /** {@return the forecaster under test, which must implement {@link ModelCodec}} */
    protected abstract Forecaster forecaster();

    /** {@return the length in steps of histories that are long enough, gaps included} */
    protected int historyLength() {
        return 20 * seasonalPeriod();
    }

    /** {@return the season of the series and of the requests, in steps} */
    protected int seasonalPeriod() {
        return 24;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterDecodingAsIfNothingHadHappened(SampleSeries sample) {
        int length = historyLength();
        double[] values = sample.series(length + STEPS_AFTER, seasonalPeriod()).values();
        FittedModel model = fitted(sample);

        FittedModel decoded = decoded(codec().encode(model));

        assertThat(ModelState.of(decoded)).isEqualTo(ModelState.of(model));
        for (int i = length; i < values.length; i++) {
            model.observe(values[i]);
            decoded.observe(values[i]);
        }
        assertThat(ModelState.of(decoded)).isEqualTo(ModelState.of(model));
    }

    @ParameterizedTest
    @EnumSource
    void encodesAModelThatHasObservedSinceTheFit(SampleSeries sample) {
        int length = historyLength();
        double[] values = sample.series(length + STEPS_AFTER, seasonalPeriod()).values();
        FittedModel model = fitted(sample);
        for (int i = length; i < values.length - 1; i++) {
            model.observe(values[i]);
        }
        model.observe(Double.NaN);

        FittedModel decoded = decoded(codec().encode(model));

        assertThat(ModelState.of(decoded)).isEqualTo(ModelState.of(model));
        model.observe(values[length]);
        decoded.observe(values[length]);
        assertThat(ModelState.of(decoded)).isEqualTo(ModelState.of(model));
    }

    @Test
    void doesNotChangeTheModelThatItEncodes() {
        FittedModel model = fitted(SampleSeries.SEASONAL);
        ModelState before = ModelState.of(model);

        byte[] first = codec().encode(model);
        byte[] second = codec().encode(model);

        assertThat(second).isEqualTo(first);
        assertThat(ModelState.of(model)).isEqualTo(before);
    }

    @Test
    void givesTheSameBytesForADecodedModel() {
        byte[] bytes = codec().encode(fitted(SampleSeries.SEASONAL));

        assertThat(codec().encode(decoded(bytes))).isEqualTo(bytes);
    }

    @Test
    void refusesBytesThatAreCutOff() {
        byte[] bytes = codec().encode(fitted(SampleSeries.SEASONAL));

        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 97) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> decoded(cut))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(length));
        }
    }

    @Test
    void refusesBytesWithARest() {
        byte[] bytes = codec().encode(fitted(SampleSeries.SEASONAL));

        assertThatThrownBy(() -> decoded(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBytesOfAnythingElse() {
        byte[] other = new byte[4096];
        Arrays.fill(other, (byte) 'x');

        assertThatThrownBy(() -> decoded(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBytesThatWereDamaged() {
        for (byte[] damaged : ChangedBytes.damaged(codec().encode(fitted(SampleSeries.SEASONAL)))) {
            AllocatedBytes.assertPaidFor(
                    damaged,
                    () -> assertThatThrownBy(() -> decoded(damaged)).isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void refusesCraftedBytesOrCanUseThem() {
        for (byte[] crafted : ChangedBytes.crafted(codec().encode(fitted(SampleSeries.SEASONAL)))) {
            AllocatedBytes.assertPaidFor(crafted, () -> assertUsable(crafted));
        }
    }

    private void assertUsable(byte[] crafted) {
        FittedModel model;
        try {
            model = decoded(crafted);
        } catch (IllegalArgumentException e) {
            return;
        }
        // A forecast sees to it that its numbers are finite.
        assertThat(model.forecast(seasonalPeriod(), QuantileLevels.STANDARD).steps())
                .isEqualTo(seasonalPeriod());
    }

    @Test
    void refusesAModelOfAnotherForecaster() {
        FittedModel other = new ForeignModel(fitted(SampleSeries.SEASONAL));

        assertThatThrownBy(() -> codec().encode(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private ModelCodec codec() {
        if (forecaster() instanceof ModelCodec codec) {
            return codec;
        }
        return fail("The forecaster " + forecaster().name() + " does not implement ModelCodec.");
    }

    private FittedModel decoded(byte[] bytes) {
        return Objects.requireNonNull(codec().decode(bytes, List.of()));
    }

    private FittedModel fitted(SampleSeries sample) {
        ForecastRequest request =
                ForecastRequest.of(sample.series(historyLength(), seasonalPeriod()), seasonalPeriod());
        FitResult result = forecaster().fit(request);
        if (result instanceof FitResult.Fitted fitted) {
            return fitted.model();
        }
        return fail("No model of " + sample + ": " + result);
    }
}
