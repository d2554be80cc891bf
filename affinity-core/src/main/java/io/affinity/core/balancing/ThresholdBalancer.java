package io.affinity.core.balancing;

import io.affinity.core.plan.MigrationPlanner;
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
 * The reactive peer: looks at the load of this moment only. A host above the threshold gives away its VMs with the least
 * memory until it is below (THR-MMT), a draining host all; they go, largest demand first, to the host that suits best and stays below the
 * threshold. Hard policies and the hosts' limits are kept.
 *
 * <p>Source: Beloglazov and Buyya 2012 (see {@link PowerModel}), static threshold and minimum migration time, with power
 * aware best fit decreasing in the consolidating form, as CloudSim 3.0.3 carries them out, whose figures are the reference:
 * the power of a host before an allocation is that of the moment, an idle host's included, so waking a host seems cheap;
 * and a VM that is placed because of overload may be placed again because its new host is emptied, and is then migrated
 * twice.
 */
public final class ThresholdBalancer implements Balancer {

    private final double threshold;
    private final Function<Fleet, TargetRule> targetRules;
    private final MigrationPlanner planner;

    private ThresholdBalancer(double threshold, Function<Fleet, TargetRule> targetRules, MigrationPlanner planner) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "The utilization threshold (" + threshold + ") must be above 0 and at most 1.");
        }
        this.threshold = threshold;
        this.targetRules = targetRules;
        this.planner = planner;
    }

    /** {@return the form that only resolves overload: VMs go to the least utilized host} */
    public static ThresholdBalancer spreading(double threshold, MigrationPlanner planner) {
        return new ThresholdBalancer(threshold, fleet -> TargetRule.leastUtilized(), planner);
    }

    /**
     * {@return the form that also saves power: VMs go where they add the least power, and the least loaded hosts are
     * emptied, each as a whole or not at all}
     */
    public static ThresholdBalancer consolidating(
            double threshold, Function<Host, PowerModel> power, MigrationPlanner planner) {
        return new ThresholdBalancer(threshold, fleet -> TargetRule.leastPower(fleet, power), planner);
    }

    @Override
    public Decision decide(Situation situation) {
        Fleet fleet = situation.fleet();
        ThresholdRound round = new ThresholdRound(situation, threshold, targetRules.apply(fleet));
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
