// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a forecaster.
 *
 * @param forecast null if there is none
 * @param problem why there is none, in words; empty if there is one
 */
record Attempt(@Nullable Forecast forecast, String problem) {

    static Attempt of(Forecast forecast) {
        return new Attempt(forecast, "");
    }

    static Attempt failed(String problem) {
        return new Attempt(null, problem);
    }

    static String reason(FitResult.InsufficientHistory few) {
        return "needs " + few.required() + " values and there "
                + (few.available() == 1 ? "is 1" : "are " + few.available());
    }

    static String reason(FitResult.NotConverged none) {
        return "did not converge: " + none.reason();
    }

    /** {@return its answer; what it throws, which is a bug of its author, is a failed attempt} */
    static Attempt ask(Supplier<Attempt> call) {
        try {
            return Objects.requireNonNull(call.get(), "It gave no answer.");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            return failed("broke: " + e);
        }
    }

    /** @throws IllegalStateException if the forecast is not what was asked for */
    static Forecast checked(Forecast forecast, int steps, QuantileLevels levels) {
        if (forecast.steps() != steps || !forecast.levels().equals(levels)) {
            throw new IllegalStateException("its forecast has " + forecast.steps() + " steps and the levels "
                    + forecast.levels() + ", which must be " + steps + " and " + levels);
        }
        return forecast;
    }
}
