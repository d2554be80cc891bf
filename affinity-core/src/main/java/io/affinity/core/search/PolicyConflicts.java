// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds hard policies that no placement can keep together, and names as few of them as possible.
 *
 * <p>Policies about the same VMs are looked at together: a backtracking search proves that no assignment of those VMs to
 * hosts keeps them all, then every policy that is not needed for the proof is left out, so that what remains is
 * irreducible. Policies that depend on the whole fleet (exclusive tenancy, VMs a host, failover reserve) and the hosts'
 * limits are not judged; nor is a group for which {@value ConflictProof#MAX_NODES} steps do not suffice, nor what is left when all proofs together
 * have asked so often as they may whether a VM may be on a host.
 */
public final class PolicyConflicts {

    /** Of one search, which takes seconds at most. */
    public static final long MAX_QUESTIONS = 50_000_000;

    private final Fleet fleet;
    private final BooleanSupplier stop;
    private long questions;

    private PolicyConflicts(Fleet fleet, long questions, BooleanSupplier stop) {
        this.fleet = fleet;
        this.questions = questions;
        this.stop = stop;
    }

    /** {@return the names of an irreducible set of contradictory hard policies; empty if none was found} */
    public static List<String> find(Fleet fleet) {
        return find(fleet, () -> false);
    }

    /** {@return the same, or none once it is told to stop} */
    public static List<String> find(Fleet fleet, BooleanSupplier stop) {
        List<PolicyConflict> first = new PolicyConflicts(fleet, MAX_QUESTIONS, stop).find(1);
        return first.isEmpty() ? List.of() : first.get(0).policies();
    }

    /**
     * {@return irreducible sets of contradictory hard policies, one of each group of policies about the same VMs}
     *
     * @param questions how often it may ask whether a VM may be on a host; what was found until then is told
     * @param stop asked at least every few thousand questions; the same, once it says so
     */
    public static List<PolicyConflict> findAll(Fleet fleet, long questions, BooleanSupplier stop) {
        return new PolicyConflicts(fleet, questions, stop).find(Integer.MAX_VALUE);
    }

    /**
     * {@return a result, with the hard policies of which it breaks some because they contradict each other} Nothing is looked for where it breaks none.
     *
     * @param questions as for {@link #findAll}
     */
    public static PlacementResult beside(
            PlacementProblem problem, PlacementResult result, long questions, BooleanSupplier stop) {
        if (result instanceof PlacementResult.Improved it && it.after().hardViolation() > 0) {
            return new PlacementResult.Improved(
                    it.placement(),
                    it.before(),
                    it.after(),
                    it.bound(),
                    it.recommendations(),
                    findAll(problem.fleet().withPlacement(it.placement()), questions, stop));
        }
        if (result instanceof PlacementResult.Unchanged it && it.objective().hardViolation() > 0) {
            return new PlacementResult.Unchanged(
                    it.placement(), it.objective(), it.bound(), findAll(problem.fleet(), questions, stop));
        }
        return result;
    }

    private List<PolicyConflict> find(int most) {
        List<SearchRule> rules = new RuleCompiler(fleet)
                .compile().stream()
                        .filter(rule -> rule.isHard() && isAboutNamedVms(rule.policy()))
                        .toList();
        List<PolicyConflict> found = new ArrayList<>();
        for (List<SearchRule> group : groups(rules)) {
            if (found.size() < most && !isKept(group) && isContradictory(group)) {
                List<SearchRule> needed = irreducible(group);
                if (questions > 0) {
                    found.add(new PolicyConflict(
                            needed.stream().map(SearchRule::name).toList()));
                }
            }
        }
        return found;
    }

    /** What the present placement keeps contradicts nothing. */
    private boolean isKept(List<SearchRule> group) {
        int[] present = fleet.hostIndexByVm();
        return group.stream().allMatch(rule -> rule.beginning().begin(present).total() == 0);
    }

    private static boolean isAboutNamedVms(@Nullable LocationPolicy policy) {
        return !(policy instanceof LocationPolicy.ExclusiveTenancy
                || policy instanceof LocationPolicy.MaxVmsPerHost
                || policy instanceof LocationPolicy.FailoverReserve);
    }

    /** Rules that share a VM, or each one with a third, are in one group. */
    private List<List<SearchRule>> groups(List<SearchRule> rules) {
        int[] nowhere = nowhere();
        int[] leader = new int[fleet.vms().size()];
        Arrays.setAll(leader, vm -> vm);
        int[] anyMember = new int[rules.size()];
        for (int i = 0; i < rules.size(); i++) {
            int[] members = rules.get(i).beginning().begin(nowhere).members();
            anyMember[i] = members.length == 0 ? -1 : members[0];
            for (int vm : members) {
                leader[leaderOf(leader, vm)] = leaderOf(leader, members[0]);
            }
        }
        Map<Integer, List<SearchRule>> groups = new LinkedHashMap<>();
        for (int i = 0; i < anyMember.length; i++) {
            if (anyMember[i] >= 0) {
                groups.computeIfAbsent(leaderOf(leader, anyMember[i]), vm -> new ArrayList<>())
                        .add(rules.get(i));
            }
        }
        return List.copyOf(groups.values());
    }

    private static int leaderOf(int[] leader, int vm) {
        int at = vm;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    private int[] nowhere() {
        int[] nowhere = new int[fleet.vms().size()];
        Arrays.fill(nowhere, GroupRule.NOWHERE);
        return nowhere;
    }

    private List<SearchRule> irreducible(List<SearchRule> group) {
        List<SearchRule> needed = new ArrayList<>(group);
        for (SearchRule candidate : group) {
            List<SearchRule> without = new ArrayList<>(needed);
            without.remove(candidate);
            if (!without.isEmpty() && isContradictory(without)) {
                needed = without;
            }
        }
        return needed;
    }

    private boolean isContradictory(List<SearchRule> group) {
        if (stop.getAsBoolean() || questions <= 0) {
            return false;
        }
        ConflictProof proof = new ConflictProof(fleet, group, nowhere(), this::mayAsk);
        return proof.succeeds() && questions > 0;
    }

    private boolean mayAsk() {
        questions--;
        if (questions % 4096 == 0 && stop.getAsBoolean()) {
            questions = 0;
        }
        return questions > 0;
    }
}
