// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

/**
 * Keeps rules and empties hosts, whatever is known of demand. If nothing of that kind is to be done, another balancer decides, such as
 * one that relieves the hosts that are short at this moment.
 */
public final class RulesFirst implements Balancer {

    private final Balancer rules;
    private final Balancer then;

    /** @param then decides where the first finds nothing to do */
    public RulesFirst(Balancer rules, Balancer then) {
        this.rules = rules;
        this.then = then;
    }

    @Override
    public Decision decide(Situation situation) {
        Decision necessary = rules.decide(situation);
        return necessary.plan().isEmpty() ? then.decide(situation) : necessary;
    }
}
