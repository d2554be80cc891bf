// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of one VM.
 *
 * @param tenant null if it is not said
 * @param priority null if it is not said
 * @param budgets how often it may be migrated
 */
public record VmSection(@Nullable Tenant tenant, @Nullable Priority priority, List<Budget> budgets) {

    /** Nothing is said. */
    public static final VmSection NONE = new VmSection(null, null, List.of());

    /** As long as the journal remembers. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(400);

    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1);
    private static final int MOST_MIGRATIONS = 1_000_000;
    private static final double MOST_WEIGHT = 1e6;

    public VmSection {
        budgets = List.copyOf(budgets);
    }

    /**
     * How often a VM may be migrated.
     *
     * @param migrations at most; zero forbids them
     * @param window in which they are counted; positive
     */
    public record Budget(int migrations, Duration window) {

        public Budget {
            if (migrations < 0 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("The budget (" + migrations + " migrations in " + window
                        + ") must not be negative, and its window must be positive.");
            }
        }
    }

    static VmSection read(Section s) {
        Tenant tenant = s.has("tenant") ? new Tenant(s.text("tenant")) : null;
        Priority priority = priority(s);
        return new VmSection(tenant, priority, s.each("budgets", VmSection::budget));
    }

    private static Budget budget(Section s) {
        s.text("migrations");
        s.text("window");
        int migrations = s.whole("migrations", 0, 0, MOST_MIGRATIONS);
        return new Budget(migrations, s.duration("window", SHORTEST_WINDOW, SHORTEST_WINDOW, LONGEST_WINDOW));
    }

    private static @Nullable Priority priority(Section s) {
        boolean isNamed = s.has("priority");
        if (s.has("weight")) {
            String name = isNamed ? s.text("priority") : "weight " + Quoted.shortened(s.text("weight"));
            return new Priority(name, s.number("weight", 1, Range.above(0.0, MOST_WEIGHT)));
        }
        if (!isNamed) {
            return null;
        }
        String name = s.text("priority");
        Priority known = Priority.BY_NAME.get(name);
        if (known == null) {
            s.refuse(
                    "priority",
                    "must be low, normal, high or critical, or have a weight, not " + Quoted.of(name)
                            + Suggestion.end(Priority.BY_NAME.keySet(), name));
        }
        return known;
    }
}
