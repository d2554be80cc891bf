// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.migration.MigrationLimits;
import java.time.Duration;

/**
 * How the controller is set up that is watched.
 *
 * @param mayMigrate whether it may start anything
 * @param keepsBudgets whether its decider counts migrations
 * @param keepsReturnBan whether no VM goes back so soon
 * @param isContent whether demand is so low that nothing is ever to be done about it
 * @param learn how much must be known before anything is forecast
 */
public record Expectation(
        boolean mayMigrate,
        boolean keepsBudgets,
        boolean keepsReturnBan,
        boolean isContent,
        Duration learn,
        MigrationLimits limits) {}
