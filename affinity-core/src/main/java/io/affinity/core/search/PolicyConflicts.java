package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.TermState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds hard policies that no placement can keep together, and names as few of them as possible.
 *
 * <p>Policies about the same VMs are looked at together: a backtracking search proves that no assignment of those VMs to
 * hosts keeps them all, then every policy that is not needed for the proof is left out, so that what remains is
 * irreducible. Policies that depend on the whole fleet (exclusive tenancy, VMs a host, failover reserve) and the hosts'
 * limits are not judged; nor is a group for which {@value #MAX_NODES} steps do not suffice.
 */
public final class PolicyConflicts {

    private static final int MAX_NODES = 50_000;

    private final Fleet fleet;

    private PolicyConflicts(Fleet fleet) {
        this.fleet = fleet;
    }

    /** {@return the names of an irreducible set of contradictory hard policies; empty if none was found} */
    public static List<String> find(Fleet fleet) {
        return new PolicyConflicts(fleet).find();
    }

    private List<String> find() {
        List<SearchRule> rules = compile();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            List<Integer> group = takeGroup(rules, left);
            if (isContradictory(group)) {
                return irreducible(group).stream().map(i -> rules.get(i).name()).toList();
            }
        }
        return List.of();
    }

    /** Fresh rules, as the search changes their state. */
    private List<SearchRule> compile() {
        return new RuleCompiler(fleet)
                .compile().stream()
                        .filter(rule -> rule.isHard() && isAboutNamedVms(rule.policy()))
                        .toList();
    }

    private static boolean isAboutNamedVms(@Nullable LocationPolicy policy) {
        return !(policy instanceof LocationPolicy.ExclusiveTenancy
                || policy instanceof LocationPolicy.MaxVmsPerHost
                || policy instanceof LocationPolicy.FailoverReserve);
    }

    private List<Integer> takeGroup(List<SearchRule> rules, List<Integer> left) {
        List<Integer> group = new ArrayList<>(List.of(left.remove(0)));
        for (int next = 0; next < group.size(); next++) {
            TermState known = rules.get(group.get(next)).state();
            List<Integer> related = left.stream()
                    .filter(i -> IntStream.range(0, fleet.vms().size())
                            .anyMatch(vm ->
                                    known.concerns(vm) && rules.get(i).state().concerns(vm)))
                    .toList();
            group.addAll(related);
            left.removeAll(related);
        }
        return group;
    }

    private List<Integer> irreducible(List<Integer> group) {
        List<Integer> needed = new ArrayList<>(group);
        for (Integer candidate : group) {
            List<Integer> without = new ArrayList<>(needed);
            without.remove(candidate);
            if (isContradictory(without)) {
                needed = without;
            }
        }
        return needed;
    }

    private boolean isContradictory(List<Integer> group) {
        List<SearchRule> all = compile();
        return !group.isEmpty() && new Attempt(group.stream().map(all::get).toList()).fails();
    }

    /** One backtracking search over the VMs that a group of rules is about. */
    private final class Attempt {

        private final List<SearchRule> rules;
        private final int[] vms;
        private final Map<Integer, List<SearchRule>> rulesByVm = new HashMap<>();
        private int nodes;

        Attempt(List<SearchRule> rules) {
            this.rules = rules;
            int[] concerned = IntStream.range(0, fleet.vms().size())
                    .filter(vm -> rules.stream().anyMatch(rule -> rule.state().concerns(vm)))
                    .toArray();
            Arrays.stream(concerned)
                    .forEach(vm -> rulesOf(vm).forEach(rule -> rule.state().move(vm, -1)));
            this.vms = Arrays.stream(concerned)
                    .boxed()
                    .sorted(Comparator.comparingLong(this::choices))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private long choices(int vm) {
            return IntStream.range(0, fleet.hosts().size())
                    .filter(host -> mayBeOn(vm, host))
                    .count();
        }

        private List<SearchRule> rulesOf(int vm) {
            return rulesByVm.computeIfAbsent(
                    vm,
                    v -> rules.stream().filter(rule -> rule.state().concerns(v)).toList());
        }

        /** A rule that asks for domains is broken until the last VM is placed; all others can only get worse. */
        private boolean mayBeOn(int vm, int host) {
            return rulesOf(vm).stream()
                    .noneMatch(rule -> !(rule.policy() instanceof LocationPolicy.Spread)
                            && rule.state().totalIf(vm, host) > 0);
        }

        boolean fails() {
            return rules.stream().anyMatch(this::lacksDomains) || (!place(0) && nodes < MAX_NODES);
        }

        /** More pigeons than holes, which backtracking would take for ever to find out. */
        private boolean lacksDomains(SearchRule rule) {
            if (rule.policy() instanceof LocationPolicy.AntiAffinity anti) {
                return present(anti.vms()) > domains(rule, anti.level());
            }
            if (rule.policy() instanceof LocationPolicy.MaxPerDomain max) {
                return present(max.vms()) > (long) max.maxVms() * domains(rule, max.level());
            }
            return rule.policy() instanceof LocationPolicy.Spread spread
                    && Math.min(spread.minDomains(), present(spread.vms())) > domains(rule, spread.level());
        }

        private long present(Set<VmId> ids) {
            return ids.stream().filter(fleet::contains).count();
        }

        /** Domains with a host that at least one VM of the rule may be on, all else being empty. */
        private long domains(SearchRule rule, TopologyLevel level) {
            return IntStream.range(0, fleet.hosts().size())
                    .filter(host ->
                            Arrays.stream(vms).anyMatch(vm -> rule.state().concerns(vm) && mayBeOn(vm, host)))
                    .mapToObj(host -> fleet.hosts().get(host).faultDomain(level))
                    .distinct()
                    .count();
        }

        private boolean place(int next) {
            if (next == vms.length) {
                return rules.stream().allMatch(rule -> rule.state().total() == 0);
            }
            for (int host = 0; host < fleet.hosts().size() && nodes < MAX_NODES; host++) {
                nodes++;
                if (mayBeOn(vms[next], host)) {
                    move(vms[next], host);
                    if (place(next + 1)) {
                        return true;
                    }
                    move(vms[next], -1);
                }
            }
            return false;
        }

        private void move(int vm, int host) {
            rulesOf(vm).forEach(rule -> rule.state().move(vm, host));
        }
    }
}
