// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Situation;
import io.affinity.core.balancing.WithoutReturn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A balancer that has to earn its place. While the ledger finds that it does not, it still says what it would do, which is
 * reported, and the rule in force decides what is done. Broken rules and hosts that are to be emptied do not wait for that:
 * what they make necessary is done under any rule; and under any rule, no VM goes back to a host that it has just left.
 * Belongs to the control loop's thread.
 *
 * <p>Cost: that of the balancer; twice as much while it is demoted, as it decides on a shadow as well.
 */
public final class EarnedBalancer {

    private final Balancer balancer;
    private final @Nullable DecisionLedger ledger;
    private final Balancer necessary;
    private final Balancer reactive;

    /**
     * @param ledger or null if nothing is judged; {@code balancer} then decides
     * @param necessary has no other cause than rules and hosts that are to be emptied
     * @param returnBan for which a VM must not go back, not negative
     */
    public EarnedBalancer(
            Balancer balancer,
            @Nullable DecisionLedger ledger,
            Balancer necessary,
            Balancer reactive,
            Duration returnBan) {
        this.balancer = balancer;
        this.ledger = ledger;
        this.necessary = necessary;
        this.reactive = new WithoutReturn(reactive, returnBan);
    }

    /** {@return one that is never judged} */
    public static EarnedBalancer unjudged(Balancer balancer) {
        return new EarnedBalancer(balancer, null, Balancer.none(), Balancer.none(), Duration.ZERO);
    }

    /**
     * What is decided.
     *
     * @param isCarriedOut whether the plan may be
     */
    public record Choice(Decision decision, boolean isCarriedOut) {}

    /** {@return what to do; the ledger must have heard of the observation} */
    public Choice decide(Situation situation) {
        Decision own = balancer.decide(situation);
        if (ledger == null) {
            return new Choice(own, true);
        }
        ledger.decide(situation.history(), balancer);
        Rule rule = ledger.rule();
        if (rule == Rule.PREDICTIVE) {
            return new Choice(own, true);
        }
        Decision must = situation.mustBeMended() ? necessary.decide(situation) : own.withoutPlan();
        if (!must.plan().isEmpty()) {
            return new Choice(new Decision(must.plan(), own.outlook()), true);
        }
        return rule == Rule.REACTIVE
                ? new Choice(new Decision(reactive.decide(situation).plan(), own.outlook()), true)
                : new Choice(own, false);
    }
}
