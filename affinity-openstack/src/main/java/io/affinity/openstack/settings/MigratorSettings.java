// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.time.Duration;

/**
 * How live migrations are asked for and watched. Immutable.
 *
 * @param poll time between two looks at a migration under way; positive, at most a minute
 * @param settling for which a cloud is asked again what became of a migration, an abort or a request whose answer was lost; positive,
 *     at most an hour
 * @param forceAfter share of the time that a request allows after which a migration is told to complete by force, where its escalation
 *     lets the migrator; greater than 0, below 1
 */
public record MigratorSettings(Duration poll, Duration settling, double forceAfter) {

    /** A look each second, a minute to find out what became of something, force after half the time. */
    public static final MigratorSettings DEFAULT =
            new MigratorSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.5);

    public MigratorSettings {
        range("time between two looks", poll, Duration.ofMinutes(1));
        range("settling time", settling, Duration.ofHours(1));
        if (!(forceAfter > 0 && forceAfter < 1)) {
            throw new IllegalArgumentException("The share of the time after which a migration is forced (" + forceAfter
                    + ") must be greater than 0 and below 1.");
        }
    }

    private static void range(String thing, Duration value, Duration most) {
        if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be positive and at most " + most + ".");
        }
    }
}
