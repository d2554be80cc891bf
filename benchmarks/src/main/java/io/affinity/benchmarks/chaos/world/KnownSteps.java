// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** In how many steps demand was measured at all; while they are few, nobody can know what is to come. Not thread-safe. */
final class KnownSteps {

    private final Set<Long> steps = new HashSet<>();
    private long needed;

    /** @param learn how much of the past must be known */
    void expect(Duration learn, long stepSeconds) {
        needed = learn.toSeconds() / stepSeconds;
    }

    void measured(long step) {
        if (isFew()) {
            steps.add(step);
        }
    }

    /** {@return whether less than enough is known, whoever measured it} */
    boolean isFew() {
        return steps.size() <= needed && needed > 0;
    }
}
