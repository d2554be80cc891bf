// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What a host has left of one resource is of no use without enough of another: so much for each unit by which {@code target} times
 * what is left of the first exceeds what is left of the second. The balance cost of the ROADEF/EURO Challenge 2012 (problem statement,
 * section 3.2).
 *
 * @param columns with the capacities
 * @param first resource of which a rest is wanted to be usable
 * @param second resource that is needed beside it
 * @param target units of the second for one of the first, not negative
 * @param weight of a unit, not negative
 */
public record UnbalancedRest(LoadColumns columns, int first, int second, long target, long weight) implements LoadCost {

    public UnbalancedRest {
        if (first < 0 || first >= columns.resources() || second < 0 || second >= columns.resources()) {
            throw new IllegalArgumentException("Both resources (" + first + ", " + second + ") must be among the "
                    + columns.resources() + " that there are.");
        }
        if (target < 0 || weight < 0) {
            throw new IllegalArgumentException(
                    "Neither the target (" + target + ") nor the weight (" + weight + ") may be negative.");
        }
    }

    @Override
    public double of(int host, long[] load) {
        long missing = target * (columns.capacity(host, first) - load[first])
                - (columns.capacity(host, second) - load[second]);
        return missing > 0 ? (double) weight * missing : 0;
    }
}
