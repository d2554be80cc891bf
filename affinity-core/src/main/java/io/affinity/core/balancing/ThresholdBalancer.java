// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.plan.Planner;
import io.affinity.core.power.PowerModel;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The reactive peer. An overloaded host gives away its VMs with the least memory until it no longer is (MMT), a draining host
 * all; they go, largest demand first, to the host that suits best and is not overloaded with them. Hard policies and the hosts'
 * limits are kept. A host is overloaded above a threshold by the load of this moment (THR-MMT), unless another rule
 * ({@link #withOverloadRule}) or another estimate of demand ({@link #withEstimate}) is given: so peers that judge or forecast
 * otherwise can be compared, with all else being equal.
 *
 * <p>Source: Beloglazov and Buyya 2012 (see {@link PowerModel}), static threshold and minimum migration time, with power
 * aware best fit decreasing in the consolidating form, as CloudSim 3.0.3 carries them out, whose figures are the reference:
 * the power of a host before an allocation is that of the moment, an idle host's included, so waking a host seems cheap;
 * and a VM that is placed because of overload may be placed again because its new host is emptied, and is then migrated
 * twice.
 */
public final class ThresholdBalancer implements Balancer {

    private final OverloadRule overload;
    private final DemandEstimate estimate;
    private final Function<Fleet, TargetRule> targetRules;
    private final Planner planner;

    private ThresholdBalancer(
            OverloadRule overload, DemandEstimate estimate, Function<Fleet, TargetRule> targetRules, Planner planner) {
        this.overload = overload;
        this.estimate = estimate;
        this.targetRules = targetRules;
        this.planner = planner;
    }

    /**
     * {@return the form that only resolves overload: VMs go to the least utilized host}
     *
     * @param threshold above 0, at most 1
     */
    public static ThresholdBalancer spreading(double threshold, Planner planner) {
        return new ThresholdBalancer(
                OverloadRule.above(threshold), DemandEstimate.latest(), fleet -> TargetRule.leastUtilized(), planner);
    }

    /**
     * {@return the form that also saves power: VMs go where they add the least power, and the least loaded hosts are
     * emptied, each as a whole or not at all}
     *
     * @param threshold above 0, at most 1
     */
    public static ThresholdBalancer consolidating(double threshold, Function<Host, PowerModel> power, Planner planner) {
        return new ThresholdBalancer(
                OverloadRule.above(threshold),
                DemandEstimate.latest(),
                fleet -> TargetRule.leastPower(fleet, power),
                planner);
    }

    /** {@return a copy that takes hosts for overloaded by another rule} */
    public ThresholdBalancer withOverloadRule(OverloadRule rule) {
        return new ThresholdBalancer(rule, estimate, targetRules, planner);
    }

    /** {@return a copy that decides by another estimate of what VMs demand} */
    public ThresholdBalancer withEstimate(DemandEstimate newEstimate) {
        return new ThresholdBalancer(overload, newEstimate, targetRules, planner);
    }

    @Override
    public Decision decide(Situation situation) {
        Fleet fleet = situation.fleet();
        ThresholdRound round = new ThresholdRound(situation, overload, estimate, targetRules.apply(fleet));
        List<Recommendation> migrations = round.run();
        BudgetLedger ledger = new BudgetLedger(fleet, situation.past());
        Map<VmId, Integer> lastOfVm = new HashMap<>();
        List<PlannedMigration> planned = new ArrayList<>();
        for (Recommendation recommendation : migrations) {
            Migration migration = new Migration(recommendation.vm(), recommendation.source(), recommendation.target());
            if (ledger.take(migration)) {
                Integer earlier = lastOfVm.put(migration.vm(), planned.size());
                planned.add(new PlannedMigration(
                        planned.size(),
                        migration,
                        recommendation,
                        planner.estimate(fleet, migration.vm()),
                        Duration.ZERO,
                        earlier == null ? Set.of() : Set.of(earlier)));
            }
        }
        return new Decision(new MigrationPlan(fleet.observedAt(), planned, List.of()), null);
    }
}
