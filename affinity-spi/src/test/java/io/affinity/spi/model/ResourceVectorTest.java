// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceVectorTest {

    private static final ResourceSet BOTH = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    @Test
    void findsValuesByIndexAndByResource() {
        ResourceVector vector = ResourceVector.of(BOTH, 4, 8e9);

        assertThat(vector.value(1)).isEqualTo(8e9);
        assertThat(vector.value(Resource.CPU)).isEqualTo(4);
    }

    @Test
    void copiesItsValues() {
        double[] values = {4, 8e9};
        ResourceVector vector = ResourceVector.of(BOTH, values);

        values[0] = 99;

        assertThat(vector.value(0)).isEqualTo(4);
    }

    @Test
    void isNotChangedByWith() {
        ResourceVector vector = ResourceVector.of(BOTH, 4, 8e9);

        assertThat(vector.with(Resource.CPU, 6)).isEqualTo(ResourceVector.of(BOTH, 6, 8e9));
        assertThat(vector)
                .isEqualTo(ResourceVector.of(BOTH, 4, 8e9))
                .hasSameHashCodeAs(ResourceVector.of(BOTH, 4, 8e9));
    }

    @Test
    void acceptsInfinity() {
        assertThat(ResourceVector.filled(BOTH, Double.POSITIVE_INFINITY).value(1))
                .isInfinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.NEGATIVE_INFINITY})
    void rejectsWhatIsNoQuantity(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceVector.of(BOTH, 1, value))
                .withMessage("The value of memory (" + value + ") must not be negative or NaN.");
    }

    @Test
    void rejectsAWrongNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceVector.of(BOTH, 1))
                .withMessageContainingAll("(1)", "[cpu, memory]");
    }

    @Test
    void rejectsAResourceThatTheSetDoesNotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceVector.of(BOTH, 1, 2).value(Resource.NETWORK))
                .withMessage("The resource (network) must be one of [cpu, memory].");
    }

    @Test
    void rejectsASetWithoutResourcesOrWithOneTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(ResourceSet::of)
                .withMessage("The list of resources must not be empty.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceSet.of(Resource.CPU, new Resource("cpu", "MHz")))
                .withMessage("The resource (cpu) is listed twice.");
    }

    @Test
    void namesUnitsWhenItIsPrinted() {
        assertThat(ResourceVector.of(BOTH, 4, 8)).hasToString("cpu 4.0 cores, memory 8.0 bytes");
    }
}
