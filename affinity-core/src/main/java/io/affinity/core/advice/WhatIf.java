// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.search.Newcomers;
import io.affinity.core.search.PolicyConflicts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What would come of it if a host were emptied or gone, a VM were larger, or many VMs started at once: the search of the control loop is asked, about
 * a fleet that is otherwise. Nothing is migrated. Immutable and thread-safe; the same question, seed and iterations give the same answer.
 *
 * <p>VMs that run make room where that is worth their migration; where they must not, ask about a problem in which their migration costs infinity. Bans, closed hosts and
 * allowances of the problem hold, so leave them out of it where the question is not about today.
 */
public final class WhatIf {

    private final PlacementProblem problem;
    private final AffinityTable affinities;
    private final double affinityWeight;

    private WhatIf(PlacementProblem problem, AffinityTable affinities, double affinityWeight) {
        this.problem = problem;
        this.affinities = affinities;
        this.affinityWeight = affinityWeight;
    }

    /**
     * {@return questions about the fleet of a problem}
     *
     * @param problem such as that of the last decision
     */
    public static WhatIf of(PlacementProblem problem) {
        return new WhatIf(problem, AffinityTable.EMPTY, 0);
    }

    /** {@return the same, whose rankings weigh affinities as well} */
    WhatIf with(AffinityTable table, double weight) {
        return new WhatIf(problem, table, weight);
    }

    /** {@return what would come of one change} */
    public Outcome ask(Change change, SolveLimits limits) {
        return ask(List.of(change), limits);
    }

    /**
     * {@return what would come of all of these changes together}
     *
     * @param changes in the order in which they are made
     * @param limits of the search; once it says stop, it answers with the best it has, and leaves out what else would have been possible
     * @throws IllegalArgumentException if a change names a host or a VM that is not there, starts one that is, or names other resources
     */
    public Outcome ask(List<? extends Change> changes, SolveLimits limits) {
        ChangedFleet changed = new ChangedFleet(problem);
        changes.forEach(changed::apply);
        PlacementProblem asked = changed.problem();
        Newcomers search = new Newcomers(asked, changed.waitingHost());
        PlacementResult result = search.solve(limits);
        Objective before =
                new ObjectiveEvaluator(problem).evaluate(problem.fleet().placement());
        return new Answer(changed, asked, search, limits.stop()).outcome(before, result);
    }

    /** What a search came to, in the words of those who asked. */
    private final class Answer {

        private final ChangedFleet changed;
        private final Fleet fleet;
        private final PlacementProblem asked;
        private final Newcomers search;
        private final BooleanSupplier stop;

        Answer(ChangedFleet changed, PlacementProblem asked, Newcomers search, BooleanSupplier stop) {
            this.stop = stop;
            this.changed = changed;
            this.asked = asked;
            this.search = search;
            fleet = asked.fleet();
        }

        Outcome outcome(Objective before, PlacementResult result) {
            if (result instanceof PlacementResult.Improved it) {
                return outcome(before, it.after(), it.bound(), migrations(it.recommendations()));
            }
            PlacementResult.Unchanged it = (PlacementResult.Unchanged) result;
            return outcome(before, it.objective(), it.bound(), List.of());
        }

        private Outcome outcome(Objective before, Objective after, Bound bound, List<Recommendation> migrations) {
            List<PolicyConflict> conflicts = after.hardViolation() > 0
                    ? PolicyConflicts.findAll(changed.running(hosts()), PolicyConflicts.MAX_QUESTIONS, stop)
                    : List.of();
            return new Outcome(
                    new Placement(hosts()), starts(), migrations, homeless(), before, after, bound, conflicts);
        }

        private HostId hostOf(int vm) {
            return fleet.hosts().get(search.hostOf(vm)).id();
        }

        private Map<VmId, HostId> hosts() {
            Map<VmId, HostId> hosts = new LinkedHashMap<>();
            for (int v = 0; v < fleet.vms().size(); v++) {
                if (!hostOf(v).equals(changed.waitingHost())) {
                    hosts.put(fleet.vms().get(v).id(), hostOf(v));
                }
            }
            return hosts;
        }

        private List<PlacementAdvice> starts() {
            if (changed.started().isEmpty()) {
                return List.of();
            }
            HostRanking ranking =
                    new HostRanking(search, asked.scenarios(), problem.scenarios(), affinities, affinityWeight);
            return changed.started().stream()
                    .map(vm -> fleet.indexOf(vm.id()))
                    .filter(v -> !hostOf(v).equals(changed.waitingHost()))
                    .map(v -> ranking.rank(v, host -> !stop.getAsBoolean() || host == search.hostOf(v)))
                    .toList();
        }

        private List<Recommendation> migrations(List<Recommendation> all) {
            return all.stream()
                    .filter(it -> problem.fleet().contains(it.vm()))
                    .map(it -> new Recommendation(
                            it.vm(), problem.fleet().placement().hostOf(it.vm()), it.target(), it.reasons()))
                    .toList();
        }

        private List<Homeless> homeless() {
            List<Homeless> homeless = new ArrayList<>();
            for (int v = 0; v < fleet.vms().size(); v++) {
                if (changed.isEmptied(hostOf(v))) {
                    homeless.add(new Homeless(fleet.vms().get(v).id(), stop.getAsBoolean() ? List.of() : excluded(v)));
                }
            }
            return homeless;
        }

        private List<Reason.HostsExcluded> excluded(int vm) {
            Map<String, List<HostId>> byRule = new LinkedHashMap<>();
            for (int h = 0; h < fleet.hosts().size(); h++) {
                HostId host = fleet.hosts().get(h).id();
                String rule =
                        h == search.hostOf(vm) || host.equals(changed.waitingHost()) ? "" : search.exclusion(vm, h);
                if (!rule.isEmpty()) {
                    byRule.computeIfAbsent(rule, name -> new ArrayList<>()).add(host);
                }
            }
            return HostRanking.reasons(byRule);
        }
    }
}
