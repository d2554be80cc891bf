// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.Mode;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code affinity.*} says. Immutable. What does not fit together is refused when the loop is made, by the builder of the loop.
 *
 * @param enabled whether there is a loop
 * @param mode what it may do
 * @param step the time between two cycles
 * @param poll the time between two looks at migrations under way
 * @param history how much of the past is kept
 * @param learn how much of the past must be known before anything is forecast
 * @param horizon how far is looked ahead
 * @param forecaster by its name, unless there is a bean
 * @param state folder for the journal and what was learned, or null to keep both in memory
 */
@ConfigurationProperties("affinity")
public record AffinityProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("recommend") Mode mode,
        @DefaultValue("5m") Duration step,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("14d") Duration history,
        @DefaultValue("1h") Duration learn,
        @DefaultValue("1h") Duration horizon,
        @DefaultValue("auto") String forecaster,
        @Nullable Path state) {}
