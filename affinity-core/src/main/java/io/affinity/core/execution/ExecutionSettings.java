package io.affinity.core.execution;

import java.time.Duration;

/**
 * How careful an executor is beside what the limits of migrations say.
 *
 * @param validity how long after its time a planned migration may still be started; positive. Of a plan, the time is that of its
 *     creation
 * @param breaking whether failures before hold back what would fail again
 */
public record ExecutionSettings(Duration validity, Breaking breaking) {

    /** Whether failures before count. */
    public enum Breaking {
        ON,
        OFF
    }

    public ExecutionSettings {
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("The validity of a plan (" + validity + ") must be positive.");
        }
    }
}
