// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long after its time a planned migration may still be started.
 *
 * @param time positive; of a plan, the time is that of its creation
 * @param nanoTime nanoseconds since any moment, which never decrease and go on while a call blocks, such as {@link System#nanoTime}: it
 *     tells the age of a plan where the clock was set back meanwhile. One that stands still leaves it to the clock alone
 */
public record PlanValidity(Duration time, LongSupplier nanoTime) {

    public PlanValidity {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("The validity of a plan (" + time + ") must be positive.");
        }
    }

    /** {@return a validity that is told by the clock alone, as in virtual time} */
    public static PlanValidity byClock(Duration time) {
        return new PlanValidity(time, () -> 0);
    }
}
