// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What decides on migrations in a simulation. In the order in which results are shown. */
public enum Policy {
    /** Nothing is migrated. */
    NONE("VMs stay where they are", 1),
    /** Looks at the load of the moment. */
    REACTIVE("migrates VMs once a host is over a threshold", 5),
    /** Looks ahead with forecasts. */
    PREDICTIVE("migrates VMs before a forecast shortage", 50),
    /** Looks ahead and knows what will come. */
    ORACLE("as predictive, but knows the demand to come", 40);

    private final String description;
    private final int effort;

    Policy(String description, int effort) {
        this.description = description;
        this.effort = effort;
    }

    /**
     * {@return the policy that users call so}
     *
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public static Policy named(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The policy (" + name + ") must be one of "
                        + Arrays.stream(values()).map(Policy::id).collect(Collectors.joining(", ")) + "."));
    }

    /** {@return the name that users see and type} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    /** {@return how long a cycle takes about, compared with other policies; only for showing progress} */
    int effort() {
        return effort;
    }
}
