package io.affinity.cli.config;

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

    private static final List<Priority> PRIORITIES =
            List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.CRITICAL);

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

    static VmSection read(Section section) {
        return section.build(s -> new VmSection(
                s.has("tenant") ? new Tenant(s.text("tenant")) : null,
                s.has("priority") || s.has("weight") ? priority(s) : null,
                s.sections("budgets").stream().map(VmSection::budget).toList()));
    }

    private static Budget budget(Section section) {
        return section.build(s -> {
            s.text("migrations");
            s.text("window");
            return new Budget(s.whole("migrations", 0), s.duration("window", Duration.ZERO));
        });
    }

    private static Priority priority(Section section) {
        if (section.has("weight")) {
            String weight = section.text("weight");
            return new Priority(section.text("priority", "weight " + weight), section.number("weight", 1));
        }
        String name = section.text("priority");
        return PRIORITIES.stream()
                .filter(priority -> priority.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(section.at("priority")
                        + ": must be low, normal, high or critical, or have a weight, not \"" + name + "\"."));
    }
}
