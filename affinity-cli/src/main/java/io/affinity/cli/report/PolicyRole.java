// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

/** What a policy stands for in the comparison. */
public enum PolicyRole {
    /** Doing nothing, or today's habit: what the others are measured against. */
    BASELINE,
    /** A policy one could run. */
    CONTENDER,
    /** Knows what no policy can know, such as the future; shown for reference, and never counts as the best. */
    REFERENCE
}
