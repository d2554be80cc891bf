// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * A cost with which nothing is left to be gained, and who came to it first. First is who looked at fewest changes until then, so that the others
 * may end as soon as they have looked at as many, and the clock decides nothing. Thread-safe.
 */
final class Enough {

    private final double cost;
    private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);

    Enough(double cost) {
        this.cost = cost;
    }

    /** {@return the share of all that is done by a search, which is all as soon as nothing is left to be gained} */
    DoubleSupplier shareOf(Annealing search, SearchProgress progress) {
        return () -> isFoundBy(search.count(), search.cost()) ? 1 : progress.share(search.count());
    }

    /** {@return whether a search has nothing left to do, which has looked at so many changes and come to a placement that costs so much} */
    private boolean isFoundBy(long proposals, double found) {
        if (found <= cost) {
            least.accumulateAndGet(proposals, Math::min);
        }
        return proposals >= least.get();
    }

    /** {@return whether any search has found it} */
    boolean isFound() {
        return least.get() < Long.MAX_VALUE;
    }

    /** {@return whether a search is the first that has, or has it as early as the first} */
    boolean isFirst(Annealing search) {
        return search.bestCost() <= cost && search.count() == least.get();
    }
}
