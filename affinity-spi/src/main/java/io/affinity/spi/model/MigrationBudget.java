// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How often VMs may be migrated: at most {@code limit} migrations of the subject within any {@code window}.
 *
 * @param subject whose migrations are counted
 * @param limit zero forbids migration
 * @param window positive, at most 400 days
 */
public record MigrationBudget(Subject subject, int limit, Duration window) {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);

    public MigrationBudget {
        Checks.atLeast("limit of a migration budget", limit, 0);
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("The window of a migration budget (" + window
                    + ") must be positive, and at most 400 days, for which journals remember.");
        }
    }

    /** Whose migrations a budget counts. */
    public sealed interface Subject {

        /** Each VM by itself. */
        record EachVm() implements Subject {}

        /** These VMs together. */
        record Group(Set<VmId> vms) implements Subject {
            public Group {
                Checks.notEmpty("group of a migration budget", vms);
                vms = Collections.unmodifiableSet(new LinkedHashSet<>(vms));
            }
        }

        /** Each host by itself, counting migrations from it and to it. */
        record EachHost() implements Subject {}

        /** All VMs of a tenant together. */
        record OfTenant(Tenant tenant) implements Subject {}
    }
}
