// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import io.affinity.spi.forecast.Covariate;
import java.time.Instant;

/** What a covariate says, which may be a plug-in's. */
final class CovariateValue {

    private CovariateValue() {}

    /** @throws IllegalStateException if it is not finite */
    static double of(Covariate covariate, Instant stepStart) {
        double value = covariate.value(stepStart);
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(
                    "The covariate " + covariate.name() + " is " + value + " at " + stepStart + "; it must be finite.");
        }
        return value;
    }
}
