// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FleetForecaster} promises of the bytes that its models are kept as. Extend it, and hand over the forecaster. Its
 * fleet is that of {@link FleetForecasterContract}.
 */
public abstract class FleetModelBytesContract {

    private static final int AFTER = 60;

    /** {@return the forecaster under test} */
    protected abstract FleetForecaster forecaster();

    /** {@return the length in steps of histories that are long enough, gaps included; at least 200} */
    protected int historyLength() {
        return 20 * seasonalPeriod();
    }

    /** {@return the season of the series and of the requests, in steps} */
    protected int seasonalPeriod() {
        return 24;
    }

    private SampleFleet fleet() {
        return SampleFleet.of(historyLength() + AFTER, seasonalPeriod());
    }

    private FleetModel fitted() {
        FleetFitResult result = forecaster().fit(FleetRequest.of(fleet().history(historyLength()), seasonalPeriod()));
        if (result instanceof FleetFitResult.Fitted fitted) {
            return fitted.model();
        }
        return fail("No model: " + result);
    }

    private byte[] bytes() {
        return forecaster().encode(fitted());
    }

    /** After a restart, telemetry may have no memory. */
    private FleetModel decoded(byte[] bytes, int steps) {
        TableHistory forgotten = fleet().silent(0, steps).history(steps);
        FleetModel model = Objects.requireNonNull(forecaster().decode(bytes, forgotten));
        forgotten.close();
        return model;
    }

    private FleetState state(FleetModel model, int steps) {
        return FleetState.of(model, fleet().history(steps).fleet());
    }

    @Test
    void goesOnAfterDecodingAsIfNothingHadHappened() {
        int length = historyLength();
        FleetModel model = fitted();

        FleetModel decoded = decoded(forecaster().encode(model), length);

        assertThat(state(decoded, length)).isEqualTo(state(model, length));
        for (int steps = length + 1; steps <= length + AFTER; steps++) {
            model.observe(fleet().history(steps));
            decoded.observe(fleet().history(steps));
        }
        assertThat(state(decoded, length + AFTER)).isEqualTo(state(model, length + AFTER));
    }

    @Test
    void encodesAModelThatHasObservedSinceTheFit() {
        int last = historyLength() + AFTER - 1;
        FleetModel model = fitted();
        for (int steps = historyLength() + 1; steps <= last; steps++) {
            model.observe(fleet().history(steps));
        }

        FleetModel decoded = decoded(forecaster().encode(model), last);

        assertThat(state(decoded, last)).isEqualTo(state(model, last));
        model.observe(fleet().history(last + 1));
        decoded.observe(fleet().history(last + 1));
        assertThat(state(decoded, last + 1)).isEqualTo(state(model, last + 1));
    }

    @Test
    void decodesAModelForAFleetWhoseVmsHaveOtherPlaces() {
        int length = historyLength();
        TableHistory shuffled = fleet().shuffled().history(length);

        FleetModel decoded = forecaster().decode(bytes(), shuffled);

        assertThat(FleetState.of(decoded, shuffled.fleet())).isEqualTo(state(fitted(), length));
    }

    @Test
    void forgetsVmsThatAreGoneAndMeetsThoseThatAreNew() {
        SampleFleet.Member newcomer = SampleFleet.member(
                "new", SampleSeries.SEASONAL, SampleSeries.TREND, historyLength() + AFTER, seasonalPeriod());
        SampleFleet other = fleet().without(4).with(newcomer);
        TableHistory history = other.history(historyLength());

        FleetModel decoded = forecaster().decode(bytes(), history);

        FleetChecks.assertAnswers(decoded, history, 12);
        TableHistory next = other.history(historyLength() + 1);
        decoded.observe(next);
        FleetChecks.assertAnswers(decoded, next, 12);
    }

    @Test
    void doesNotChangeTheModelThatItEncodes() {
        FleetModel model = fitted();
        FleetState before = state(model, historyLength());

        byte[] first = forecaster().encode(model);
        byte[] second = forecaster().encode(model);

        assertThat(second).isEqualTo(first);
        assertThat(state(model, historyLength())).isEqualTo(before);
    }

    @Test
    void givesTheSameBytesForADecodedModel() {
        byte[] bytes = bytes();

        assertThat(forecaster().encode(decoded(bytes, historyLength()))).isEqualTo(bytes);
    }

    @Test
    void keepsNoneOfTheBytesItWasHanded() {
        byte[] bytes = bytes();
        FleetModel model = decoded(bytes, historyLength());
        FleetState before = state(model, historyLength());

        Arrays.fill(bytes, (byte) 0);

        assertThat(state(model, historyLength())).isEqualTo(before);
    }

    @Test
    void refusesBytesThatAreCutOff() {
        byte[] bytes = bytes();

        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 97) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> decoded(cut, historyLength()))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(length));
        }
    }

    @Test
    void refusesBytesWithARest() {
        byte[] bytes = bytes();

        assertThatThrownBy(() -> decoded(Arrays.copyOf(bytes, bytes.length + 1), historyLength()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBytesOfAnythingElse() {
        byte[] other = new byte[4096];
        Arrays.fill(other, (byte) 'x');

        assertThatThrownBy(() -> decoded(other, historyLength())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBytesThatWereDamaged() {
        for (byte[] damaged : ChangedBytes.damaged(bytes())) {
            AllocatedBytes.assertPaidFor(
                    damaged,
                    () -> assertThatThrownBy(() -> decoded(damaged, historyLength()))
                            .isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void refusesCraftedBytesOrCanUseThem() {
        for (byte[] crafted : ChangedBytes.crafted(bytes())) {
            assertUsable(crafted);
        }
    }

    private void assertUsable(byte[] crafted) {
        FleetModel model;
        try {
            model = decoded(crafted, historyLength());
        } catch (IllegalArgumentException e) {
            return;
        }
        // A forecast sees to it that its numbers are finite.
        assertThat(model.forecast(seasonalPeriod(), QuantileLevels.STANDARD)).isNotEmpty();
    }

    @Test
    void refusesToGoOnWithOtherResources() {
        TableHistory other = fleet().ofOneResource().history(historyLength());

        assertThatThrownBy(() -> forecaster().decode(bytes(), other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAModelOfAnotherForecaster() {
        FleetModel other = new ForeignFleetModel(fitted());

        assertThatThrownBy(() -> forecaster().encode(other)).isInstanceOf(IllegalArgumentException.class);
    }
}
