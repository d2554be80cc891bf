package io.affinity.core.advice;

import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.search.NewcomerRules;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where a new VM should start: on which hosts it may, what each would look like with it, and which is best.
 *
 * <p>A VM without history is taken to demand what VMs like it do; see {@link PlacementAdvice#standIns}. Hosts that a hard rule
 * forbids are never ranked. The cost of a host is what the VM adds to it, over the horizon: {@code contention weight x growth of
 * the hours that VMs stand in contention + shortfall weight x growth of the hours of unserved capacity}, summed over
 * resources, plus soft rules, less the affinity times its weight. The objective of placement is the same but for priorities
 * and the discount of far steps.
 *
 * <p>The loads of all hosts are added up once; each question then takes one pass over them and allocates no more than its
 * answer and one block. Immutable and thread-safe. Deterministic.
 */
public final class PlacementAdvisor {

    private final Scenarios scenarios;
    private final ObjectiveWeights weights;
    private final AffinityTable affinities;
    private final double affinityWeight;
    private final float[][] loads;
    private final int[] vmsByHost;

    private PlacementAdvisor(
            Scenarios scenarios, ObjectiveWeights weights, AffinityTable affinities, double affinityWeight) {
        this.scenarios = scenarios;
        this.weights = weights;
        this.affinities = affinities;
        this.affinityWeight = affinityWeight;
        Fleet fleet = scenarios.fleet();
        int block = scenarios.blockLength();
        this.loads = new float[fleet.resources().size()][fleet.hosts().size() * block];
        this.vmsByHost = new int[fleet.hosts().size()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            vmsByHost[fleet.hostIndexOf(v)]++;
        }
        for (int r = 0; r < loads.length; r++) {
            for (int v = 0; v < fleet.vms().size(); v++) {
                add(v, r, loads[r], fleet.hostIndexOf(v) * block);
            }
        }
    }

    private void add(int vm, int resource, float[] load, int to) {
        int draws = scenarios.scenarios();
        for (int t = 0; t < scenarios.steps(); t++) {
            for (int s = 0; s < draws; s++) {
                double demand = scenarios.demand(vm, resource, t, s);
                load[to + t * draws + s] += (float) demand;
            }
        }
    }

    /** {@return an advisor for the fleet of these scenarios, in its placement} */
    public static PlacementAdvisor of(Scenarios scenarios, ObjectiveWeights weights) {
        return new PlacementAdvisor(scenarios, weights, AffinityTable.EMPTY, 0);
    }

    /**
     * {@return an advisor for the fleet of a forecast, such as that of the last decision}
     *
     * @param forecast that its forecaster has not followed by another one
     * @param draws the number of scenarios, 1 to 128
     */
    public static PlacementAdvisor of(FleetForecast forecast, int draws, long seed, ObjectiveWeights weights) {
        int steps = forecast.series(0, 0).forecast().steps();
        return of(new ScenarioBuilder(draws, steps, seed).build(forecast), weights);
    }

    /**
     * {@return a copy that also weighs dynamic affinities: the mean of those that the stand-ins have}
     *
     * @param weight what an affinity of 1 is worth, in migrations; finite, not negative
     */
    public PlacementAdvisor withAffinities(AffinityTable table, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of affinities (" + weight + ") must be finite and not negative.");
        }
        return new PlacementAdvisor(scenarios, weights, table, weight);
    }

    /**
     * {@return where the VM should start}
     *
     * @throws IllegalArgumentException if the fleet has this VM already, or its resources differ
     */
    public PlacementAdvice advise(Vm newcomer) {
        Fleet fleet = scenarios.fleet();
        NewcomerRules rules = new NewcomerRules(fleet, newcomer);
        List<Integer> standIns = StandIns.of(newcomer, scenarios);
        float[][] demand = new float[loads.length][];
        for (int r = 0; r < demand.length; r++) {
            demand[r] = StandIns.demand(newcomer, standIns, scenarios, r);
        }
        List<RankedHost> ranked = new ArrayList<>();
        Map<String, List<HostId>> excluded = new LinkedHashMap<>();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            String rule = rules.exclusion(h);
            if (rule.isEmpty()) {
                ranked.add(rank(h, demand, standIns, rules.softCost(h)));
            } else {
                excluded.computeIfAbsent(rule, name -> new ArrayList<>())
                        .add(fleet.hosts().get(h).id());
            }
        }
        ranked.sort(Comparator.comparingDouble(RankedHost::cost).thenComparingDouble(RankedHost::utilization));
        return new PlacementAdvice(
                newcomer.id(),
                standIns.stream().map(v -> fleet.vms().get(v).id()).toList(),
                ranked,
                excluded.entrySet().stream()
                        .map(entry -> new Reason.HostsExcluded(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private RankedHost rank(int host, float[][] demand, List<Integer> standIns, double softPolicies) {
        Fleet fleet = scenarios.fleet();
        HostStrain before = new HostStrain();
        HostStrain after = new HostStrain();
        for (int r = 0; r < loads.length; r++) {
            double usable = fleet.hosts().get(host).usable(r);
            int from = host * scenarios.blockLength();
            before.add(loads[r], from, null, usable, scenarios.scenarios(), r, scenarios.steps());
            after.add(loads[r], from, demand[r], usable, scenarios.scenarios(), r, scenarios.steps());
        }
        double affinity = standIns.stream()
                .mapToDouble(v ->
                        affinities.weight(fleet.vms().get(v).id(), fleet.hosts().get(host), fleet.observedAt()))
                .average()
                .orElse(0);
        int vms = vmsByHost[host];
        double contended = after.contended() * (vms + 1) - before.contended() * vms;
        double growth = scenarios.horizonHours()
                * (weights.contention() * contended + weights.shortfall() * (after.unserved() - before.unserved()));
        return new RankedHost(
                fleet.hosts().get(host).id(),
                growth + softPolicies - affinityWeight * affinity,
                before.contention(),
                after.contention(),
                fleet.resources().get(after.worstResource()),
                scenarios.step().multipliedBy(after.worstStep() + 1L),
                after.utilization(),
                softPolicies,
                affinity);
    }
}
