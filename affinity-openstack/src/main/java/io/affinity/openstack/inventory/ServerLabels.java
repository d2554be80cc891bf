// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.spi.model.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of a server says, under keys that begin with {@value #PREFIX}. Nothing of that is ignored: what cannot be understood is a
 * problem. Immutable.
 *
 * @param priority null if it is not said
 * @param budget null if it is not said
 * @param mayMigrate false if it must never be migrated
 * @param problems what could not be understood, a clause each; such a server is not migrated until it is mended
 */
public record ServerLabels(
        @Nullable Priority priority, @Nullable Budget budget, boolean mayMigrate, List<String> problems) {

    static final String PREFIX = "affinity:";

    private static final String PRIORITY = PREFIX + "priority";
    private static final String MIGRATIONS = PREFIX + "migrations";
    private static final String MIGRATE = PREFIX + "migrate";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");
    private static final double HIGHEST_WEIGHT = 1e6;

    private static final Pattern BUDGET = Pattern.compile("([0-9]{1,7}) in ([0-9]{1,9})(ms|s|m|min|h|d)");
    private static final int MOST_MIGRATIONS = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final int MOST_SHOWN = 64;

    /** So many migrations in such a time, at most. */
    public record Budget(int migrations, Duration window) {}

    public ServerLabels {
        problems = List.copyOf(problems);
    }

    static ServerLabels of(Map<String, String> metadata) {
        List<String> problems = new ArrayList<>();
        Priority priority = null;
        Budget budget = null;
        boolean mayMigrate = true;
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
            String value = entry.getValue().strip();
            if (entry.getKey().equals(PRIORITY)) {
                priority = priority(value, problems);
            } else if (entry.getKey().equals(MIGRATIONS)) {
                budget = budget(value, problems);
            } else if (entry.getKey().equals(MIGRATE)) {
                mayMigrate = mayMigrate(value, problems);
            } else if (entry.getKey().startsWith(PREFIX)) {
                problems.add("key " + shown(entry.getKey()) + " is not known; known are " + PRIORITY + ", " + MIGRATIONS
                        + " and " + MIGRATE);
            }
        }
        return new ServerLabels(priority, budget, mayMigrate, problems);
    }

    private static @Nullable Priority priority(String value, List<String> problems) {
        Priority known = Priority.BY_NAME.get(value);
        if (known == null && NUMBER.matcher(value).matches()) {
            double weight = Double.parseDouble(value);
            if (weight > 0 && weight <= HIGHEST_WEIGHT) {
                return new Priority("weight " + value, weight);
            }
        }
        if (known == null) {
            problems.add(PRIORITY + " " + shown(value)
                    + " must be low, normal, high, critical or a number above 0, at most 1000000");
        }
        return known;
    }

    private static @Nullable Budget budget(String value, List<String> problems) {
        Matcher matcher = BUDGET.matcher(value);
        if (matcher.matches()) {
            int migrations = Integer.parseInt(matcher.group(1));
            Duration window = window(Long.parseLong(matcher.group(2)), matcher.group(3));
            if (migrations <= MOST_MIGRATIONS && !window.isZero() && window.compareTo(LONGEST) <= 0) {
                return new Budget(migrations, window);
            }
        }
        problems.add(MIGRATIONS + " " + shown(value)
                + " must be such as \"2 in 6h\": 0 to 1000000 migrations in 1ms to 400d");
        return null;
    }

    private static Duration window(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static boolean mayMigrate(String value, List<String> problems) {
        if (!value.equals("never")) {
            problems.add(MIGRATE + " " + shown(value) + " must be never");
        }
        return false;
    }

    /** Whoever owns a server chooses what it says. */
    private static String shown(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return "(" + (line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line) + ")";
    }
}
