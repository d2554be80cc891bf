// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import java.util.Comparator;

/**
 * What an answer is worth, counted from the file and not by who gave it.
 *
 * @param broken what the answer breaks; empty if it breaks nothing
 * @param cost the less, the better; of answers that break something it says nothing
 */
record Verdict(String broken, long cost) {

    /** Answers that break nothing come first, cheap ones before dear ones. */
    static final Comparator<Verdict> BETTER =
            Comparator.comparing(Verdict::isLegal).reversed().thenComparingLong(Verdict::cost);

    boolean isLegal() {
        return broken.isEmpty();
    }
}
