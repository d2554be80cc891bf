package io.affinity.core.balancing;

import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceAnalysis;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives the search soft rules for VMs that depend on each other, from an analysis once a day. Belongs to one thread. */
final class DynamicAffinity {

    private static final Duration EVERY = Duration.ofDays(1);

    /** Outlives the next analysis by a little, so that there is no hour without. */
    private static final Duration VALID_FOR = EVERY.plus(Duration.ofHours(1));

    private static final int MOST_RULES = 1000;

    private final double weight;
    private AffinityTable table = AffinityTable.EMPTY;
    private long analyzedAt = Long.MIN_VALUE;

    /** @param weight what a correlation of 1 is worth, in migrations; zero for no analysis at all */
    DynamicAffinity(double weight) {
        this.weight = weight;
    }

    /** {@return the scenarios, their fleet with the soft rules of the day} */
    Scenarios addTo(Scenarios scenarios, Situation situation) {
        if (weight == 0) {
            return scenarios;
        }
        Fleet fleet = scenarios.fleet();
        long steps = EVERY.dividedBy(situation.history().step());
        if (analyzedAt == Long.MIN_VALUE || situation.history().slot() - analyzedAt >= steps) {
            List<Dependence> found = DependenceAnalysis.analyze(
                    fleet, situation.history(), fleet.resources().get(0), DependenceSettings.DEFAULT);
            table = AffinityTable.of(
                    fleet, found, TopologyLevel.HOST, fleet.observedAt().plus(VALID_FOR));
            analyzedAt = situation.history().slot();
        }
        List<LocationPolicy> policies = new ArrayList<>(fleet.policies());
        policies.addAll(table.policies(weight, MOST_RULES, fleet.observedAt()));
        return scenarios.over(fleet.withPolicies(policies));
    }
}
