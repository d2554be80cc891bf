package io.affinity.core.reassignment;

/** How far a search has come of what it may do. Asked by each of its threads, often. */
@FunctionalInterface
public interface SearchProgress {

    /**
     * {@return the share that is done, from 0 to 1, where the search ends; it never falls}
     *
     * @param proposals how many changes this thread has looked at
     */
    double share(long proposals);

    /** {@return the progress of a search in which each thread looks at so many changes; the same result each time} */
    static SearchProgress ofProposals(long budget) {
        return proposals -> proposals >= budget ? 1 : proposals / (double) budget;
    }
}
