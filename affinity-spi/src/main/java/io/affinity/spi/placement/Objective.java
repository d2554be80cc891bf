// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of a placement, amount by amount, in migrations; lower is better. The hard violation comes first, whatever the rest
 * says. Immutable and thread-safe.
 *
 * <p>The amounts, with {@code hours(t)} of {@link io.affinity.spi.contention.StepHours} and the weights of the problem:
 *
 * <ul>
 *   <li>{@value #CONTENTION}: over hosts, resources and steps, the hours of the step times the share of scenarios in which the
 *       host is short times the priority weights of its VMs;
 *   <li>{@value #SHORTFALL}: over hosts and resources, the mean over scenarios of what is not served, as a share of what the host
 *       can serve, times the hours of the step, times the mean priority weight of the host's demand;
 *   <li>{@value #ACTIVE_HOSTS}: the hours of the horizon times the number of hosts with a VM;
 *   <li>{@value #IMBALANCE}: over hosts, the square of the mean load as a share of what it can serve, of the resource where it is
 *       highest;
 *   <li>{@value #MIGRATIONS}: what getting there from the present placement costs;
 *   <li>for each soft policy and each soft term its weight times its violation or amount.
 * </ul>
 *
 * @param hardViolation summed over the hard policies and hard terms in their own units, plus by how much each host promises more
 *     than it may, as a share of its limit, plus one for each VM on a draining host that may migrate
 * @param amounts by name; those that are not named are zero
 */
public record Objective(double hardViolation, Map<String, Double> amounts) implements Comparable<Objective> {

    /** Expected time of VMs on hosts that are short, by priority. */
    public static final String CONTENTION = "contention";

    /** Expected demand that is not served, by priority. */
    public static final String SHORTFALL = "shortfall";

    /** What getting there costs. */
    public static final String MIGRATIONS = "migrations";

    /** Hosts that must stay switched on. */
    public static final String ACTIVE_HOSTS = "active hosts";

    /** Unevenness of utilization. */
    public static final String IMBALANCE = "imbalance";

    /** The names of the amounts that every objective has. */
    public static final List<String> OWN = List.of(CONTENTION, SHORTFALL, MIGRATIONS, ACTIVE_HOSTS, IMBALANCE);

    public Objective {
        amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
    }

    /** {@return the name of a soft policy's amount} */
    public static String ofPolicy(String policy) {
        return "policy " + policy;
    }

    /** {@return an amount; zero if there is none of this name} */
    public double amount(String name) {
        return amounts.getOrDefault(name, 0.0);
    }

    /** {@return the sum of all amounts} */
    public double cost() {
        double sum = 0;
        for (double amount : amounts.values()) {
            sum += amount;
        }
        return sum;
    }

    @Override
    public int compareTo(Objective other) {
        int hard = Double.compare(hardViolation, other.hardViolation);
        return hard != 0 ? hard : Double.compare(cost(), other.cost());
    }
}
