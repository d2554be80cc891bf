// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.time.Instant;

/**
 * Something that is known in advance and moves demand: a cron schedule, a calendar, an announced event. Thread-safe.
 *
 * <p>It is a function of time, so that a fitted model can read it for the past, for a new observation and for the horizon
 * alike. What it says of the past never changes; what it says of the future may, when an event is announced or called off.
 */
public interface Covariate {

    /** {@return the name, unique among the covariates of one VM} */
    String name();

    /** {@return the value for the step that begins at this time; finite} */
    double value(Instant stepStart);

    /**
     * {@return its name, and whatever else of it may be another when it is asked for again, such as a lag}. A model that was saved goes on
     * after a restart only with covariates of the same forms that it was fitted with.
     */
    default String form() {
        return name();
    }

    /**
     * {@return whether what it says cannot be relied on any more}. Nothing is decided on what a model says that was fitted with it, until
     * the model has been fitted without.
     */
    default boolean isWithdrawn() {
        return false;
    }
}
