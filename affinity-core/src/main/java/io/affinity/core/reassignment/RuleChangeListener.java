// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** Is told what a move would do to rules. */
@FunctionalInterface
public interface RuleChangeListener {

    /** The amount of a rule, by its place in the problem, would grow by so much. */
    void changed(int rule, double growth);
}
