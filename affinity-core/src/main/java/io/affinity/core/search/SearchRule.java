package io.affinity.core.search;

import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import org.jspecify.annotations.Nullable;

/**
 * A location policy or a term of the user's, kept up to date as the search goes.
 *
 * @param name what reasons call it
 * @param amount what objectives call it
 * @param policy that was compiled, or null for a term
 * @param initial its violation in the present placement, which a hard rule must never exceed
 */
record SearchRule(
        String name,
        String amount,
        Strength strength,
        TermState state,
        double initial,
        @Nullable LocationPolicy policy) {

    static SearchRule of(LocationPolicy policy, TermState state) {
        return new SearchRule(
                policy.name(), Objective.ofPolicy(policy.name()), policy.strength(), state, state.total(), policy);
    }

    static SearchRule of(PlacementTerm term, PlacementProblem problem) {
        TermState state = term.begin(problem);
        return new SearchRule(term.name(), term.name(), term.strength(), state, state.total(), null);
    }

    boolean isHard() {
        return strength.isHard();
    }

    /** {@return the cost of a unit of violation; zero for hard rules, which are not traded} */
    double weight() {
        return strength instanceof Strength.Soft soft ? soft.weight() : 0;
    }

    boolean forbids(int vm, int to) {
        return isHard() && state.totalIf(vm, to) > initial + 1e-9;
    }
}
