package io.affinity.core.placement;

import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Strength;

/**
 * A compiled policy with what it is worth.
 *
 * @param initial its violation in the present placement, which a hard rule must never exceed
 */
record SearchRule(LocationPolicy policy, Rule rule, double initial) {

    boolean isHard() {
        return policy.strength().isHard();
    }

    /** {@return the cost of a unit of violation; zero for hard rules, which are not traded} */
    double weight() {
        return policy.strength() instanceof Strength.Soft soft ? soft.weight() : 0;
    }

    boolean forbids(int vm, int to) {
        return isHard() && rule.violationIf(vm, to) > initial + 1e-9;
    }
}
