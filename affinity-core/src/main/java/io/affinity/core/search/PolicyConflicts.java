package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
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
 * have asked {@value #MAX_QUESTIONS} times whether a VM may be on a host.
 */
public final class PolicyConflicts {

    private static final long MAX_QUESTIONS = 50_000_000;

    private final Fleet fleet;
    private final BooleanSupplier stop;
    private long questions = MAX_QUESTIONS;

    private PolicyConflicts(Fleet fleet, BooleanSupplier stop) {
        this.fleet = fleet;
        this.stop = stop;
    }

    /** {@return the names of an irreducible set of contradictory hard policies; empty if none was found} */
    public static List<String> find(Fleet fleet) {
        return find(fleet, () -> false);
    }

    /** {@return the same, or none once it is told to stop} */
    public static List<String> find(Fleet fleet, BooleanSupplier stop) {
        return new PolicyConflicts(fleet, stop).find();
    }

    private List<String> find() {
        List<SearchRule> rules = new RuleCompiler(fleet)
                .compile().stream()
                        .filter(rule -> rule.isHard() && isAboutNamedVms(rule.policy()))
                        .toList();
        for (List<SearchRule> group : groups(rules)) {
            if (isContradictory(group)) {
                List<SearchRule> needed = irreducible(group);
                return questions <= 0
                        ? List.of()
                        : needed.stream().map(SearchRule::name).toList();
            }
        }
        return List.of();
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
