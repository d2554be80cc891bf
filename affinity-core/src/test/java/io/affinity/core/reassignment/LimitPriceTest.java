// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitPriceTest {

    @Test
    void nothingIsPaidBeforeTheLimitHoldsAnybodyBack() {
        assertThat(new LimitPrice().next(256, 10)).isZero();
    }

    @Test
    void thePriceRisesWhileTheLimitHoldsVmsBackAndFallsWhileItDoesNot() {
        LimitPrice price = new LimitPrice();
        price.holdsBack();
        double first = price.next(256, 10);
        price.holdsBack();
        double second = price.next(256, 10);

        double third = price.next(256, 10);

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(third).isLessThan(second).isPositive();
    }

    @Test
    void nothingIsPaidWhereItIsCold() {
        LimitPrice price = new LimitPrice();
        price.holdsBack();

        assertThat(price.next(256, 0)).isZero();
    }
}
