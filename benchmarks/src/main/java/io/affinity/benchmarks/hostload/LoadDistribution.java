// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

/** What is said beforehand about the load of one host at one step, in the unit of the resource. */
sealed interface LoadDistribution permits EqualChances, NormalLoad {

    /** {@return the quantile at a probability in (0, 1), where {@link #reaches} the outermost one that there is} */
    double quantile(double probability);

    /** {@return whether the quantile at this probability is known, or only the outermost value} */
    boolean reaches(double probability);

    /** {@return how likely the load is above a capacity, 0 to 1} */
    double above(double capacity);
}
