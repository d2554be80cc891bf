// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** How far a search has come of what it may do. Asked by each of its threads, often. */
@FunctionalInterface
public interface SearchProgress {

    /**
     * {@return the share that is done, from 0 to 1, where the search ends; it never falls}
     *
     * @param proposals how many changes this search has looked at
     */
    double share(long proposals);

    /** {@return whether it passes for all searches together, as time does, or for each by what it has looked at itself} */
    default boolean isCommon() {
        return true;
    }

    /** {@return the progress of a search in which each looks at so many changes; the same result each time} */
    static SearchProgress ofProposals(long budget) {
        return new SearchProgress() {
            @Override
            public double share(long proposals) {
                return proposals >= budget ? 1 : proposals / (double) budget;
            }

            @Override
            public boolean isCommon() {
                return false;
            }
        };
    }
}
