// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.plugin.Plugin;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a forecaster, which may throw: that is a bug of its author, and must not stop the control loop. Thread-safe. */
final class ForecasterGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ForecasterGuard.class);

    private final Plugin forecaster;
    private final String consequence;
    private volatile boolean complained;
    private volatile String problem = "";

    /** @param consequence of a call that failed, in words */
    ForecasterGuard(Plugin forecaster, String consequence) {
        this.forecaster = forecaster;
        this.consequence = consequence;
    }

    /** {@return its answer, or null if it threw or gave none} */
    <T> @Nullable T ask(Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "It gave no answer.");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            if (!complained) {
                complained = true;
                LOG.warn("The forecaster {} threw; {}. Said once only.", forecaster.name(), consequence, e);
            }
            problem = "The forecaster " + forecaster.name() + " broke: " + e + ".";
            return null;
        }
    }

    /** All is well until a call fails again. */
    void clear() {
        problem = "";
    }

    /** {@return what failed since it was cleared, in words; empty if nothing did} */
    String problem() {
        return problem;
    }
}
