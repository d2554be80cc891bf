// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import org.jspecify.annotations.Nullable;

/**
 * A location policy or a term of the user's, as the search knows it.
 *
 * @param name what reasons call it
 * @param amount what objectives call it
 * @param policy that was compiled, or null for a term
 */
record SearchRule(
        String name,
        String amount,
        Strength strength,
        GroupRule.Beginning beginning,
        @Nullable LocationPolicy policy) {

    static SearchRule of(LocationPolicy policy, GroupRule.Beginning beginning) {
        return new SearchRule(policy.name(), Objective.ofPolicy(policy.name()), policy.strength(), beginning, policy);
    }

    static SearchRule of(PlacementTerm term, PlacementProblem problem) {
        return new SearchRule(term.name(), term.name(), term.strength(), TermRule.of(term, problem), null);
    }

    boolean isHard() {
        return strength.isHard();
    }

    /** {@return the cost of a unit of violation; zero for hard rules, which are not traded} */
    double weight() {
        return strength instanceof Strength.Soft soft ? soft.weight() : 0;
    }
}
