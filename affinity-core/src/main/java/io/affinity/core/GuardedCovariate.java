// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.spi.forecast.Covariate;
import java.time.Instant;

/** What is known in advance, by somebody who may break: it is 0 then, and that is told. As thread-safe as the covariate. */
record GuardedCovariate(Covariate covariate, Guard guard) implements Covariate {

    @Override
    public String name() {
        return covariate.name();
    }

    @Override
    public double value(Instant stepStart) {
        try {
            double value = covariate.value(stepStart);
            if (Double.isFinite(value)) {
                return value;
            }
            complain("is " + value + "; it must be finite");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            complain("broke: " + e);
        }
        return 0;
    }

    /** Asked thousands of times a step, it is told of once. */
    private void complain(String what) {
        guard.add(Note.Part.EVENTS, "The covariate " + name() + " " + what + ". It counts as 0.");
    }
}
