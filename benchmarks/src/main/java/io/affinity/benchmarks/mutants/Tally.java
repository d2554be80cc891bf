// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What became of the inputs of one subject. Belongs to one thread. */
final class Tally {

    private static final int MOST_SHOWN = 20;

    private final String subject;
    private final List<Violation> violations = new ArrayList<>();
    private long accepted;
    private long refused;
    private long violated;
    private double slowestMillis;

    Tally(String subject) {
        this.subject = subject;
    }

    /**
     * An input that did harm.
     *
     * @param number of the input
     * @param what was thrown
     */
    record Violation(long number, byte[] input, Throwable what) {}

    void add(Verdict verdict, double millis) {
        accepted += verdict == Verdict.ACCEPTED ? 1 : 0;
        refused += verdict == Verdict.REFUSED ? 1 : 0;
        slowestMillis = Math.max(slowestMillis, millis);
    }

    void add(Violation violation) {
        violated++;
        if (violations.size() < MOST_SHOWN) {
            violations.add(violation);
        }
    }

    String subject() {
        return subject;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    long violated() {
        return violated;
    }

    double slowestMillis() {
        return slowestMillis;
    }

    /** {@return the first of the violations} */
    List<Violation> violations() {
        return violations;
    }
}
