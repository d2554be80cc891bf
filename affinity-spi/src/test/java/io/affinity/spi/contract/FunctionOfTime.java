// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.forecast.Covariate;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** A covariate that is computed. */
record FunctionOfTime(String name, ToDoubleFunction<Instant> function) implements Covariate {

    @Override
    public double value(Instant stepStart) {
        return function.applyAsDouble(stepStart);
    }
}
