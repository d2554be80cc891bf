package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where a VM that does not run yet may start: no hard rule may be violated more than it is without the VM, and no host may
 * promise more than it may. Immutable and thread-safe.
 */
public final class NewcomerRules {

    private final Fleet fleet;
    private final Vm newcomer;
    private final int index;
    private final List<Begun> rules;
    private final double[] allocated;

    /** @throws IllegalArgumentException if the fleet has this VM already, or its resources differ */
    public NewcomerRules(Fleet fleet, Vm newcomer) {
        if (fleet.contains(newcomer.id())) {
            throw new IllegalArgumentException("The VM (" + newcomer.id() + ") must not be part of the fleet yet.");
        }
        this.fleet = fleet;
        this.newcomer = newcomer;
        this.index = fleet.vms().size();
        int[] hostByVm = Arrays.copyOf(fleet.hostIndexByVm(), index + 1);
        hostByVm[index] = GroupRule.NOWHERE;
        Map<String, Double> without = new HashMap<>();
        for (SearchRule rule : new RuleCompiler(fleet).compile()) {
            without.put(
                    rule.name(), rule.beginning().begin(fleet.hostIndexByVm()).total());
        }
        this.rules = new RuleCompiler(withNewcomer(fleet, newcomer))
                .compile().stream()
                        .map(rule -> Begun.of(rule, hostByVm, index, without.getOrDefault(rule.name(), 0.0)))
                        .filter(begun -> begun.member() >= 0)
                        .toList();
        this.allocated = new double[fleet.hosts().size() * fleet.resources().size()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                allocated[cell(fleet.hostIndexOf(v), r)] +=
                        fleet.vms().get(v).allocation().value(r);
            }
        }
    }

    private int cell(int host, int resource) {
        return host * fleet.resources().size() + resource;
    }

    /** The newcomer waits on a host of its own, which no rule names; hosts keep their indexes. */
    private static Fleet withNewcomer(Fleet fleet, Vm newcomer) {
        String name = "waiting";
        while (fleet.contains(new HostId(name))) {
            name += "-";
        }
        Host waiting = Host.of(new HostId(name), ResourceVector.filled(fleet.resources(), 1));
        Fleet.Builder builder = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(fleet.hosts())
                .host(waiting)
                .policies(fleet.policies());
        fleet.vms().forEach(vm -> builder.vm(vm, fleet.placement().hostOf(vm.id())));
        return builder.vm(newcomer, waiting.id()).build();
    }

    /** {@return the rule that forbids the host with this index, by name, or an empty text if the VM may start there} */
    public String exclusion(int host) {
        HostState state = fleet.hosts().get(host).state();
        if (state != HostState.AVAILABLE) {
            return "host is " + state.name().toLowerCase(Locale.ROOT);
        }
        for (int r = 0; r < fleet.resources().size(); r++) {
            double wanted = allocated[cell(host, r)] + newcomer.allocation().value(r);
            if (wanted > fleet.hosts().get(host).allocationLimit(r) * (1 + 1e-12)) {
                return "allocation limit";
            }
        }
        for (Begun each : rules) {
            if (each.rule().isHard() && each.growth(host) > 1e-9) {
                return each.rule().name();
            }
        }
        return "";
    }

    /**
     * A rule about a fleet with the newcomer, which is nowhere yet.
     *
     * @param member the newcomer's place among its members, or less than 0
     * @param without how much it is broken in the fleet without the newcomer, of whose VMs a rule may want less
     */
    private record Begun(SearchRule rule, GroupRule state, int member, double without) {

        static Begun of(SearchRule rule, int[] hostByVm, int newcomer, double without) {
            GroupRule state = rule.beginning().begin(hostByVm);
            int[] members = state.members();
            return new Begun(
                    rule,
                    state,
                    IntStream.range(0, members.length)
                            .filter(m -> members[m] == newcomer)
                            .findFirst()
                            .orElse(-1),
                    without);
        }

        double growth(int host) {
            return state.totalIf(member, host) - without;
        }
    }

    /** {@return what starting on this host adds to the violations of soft rules, by weight; negative if it mends some} */
    public double softCost(int host) {
        double cost = 0;
        for (Begun each : rules) {
            cost += each.rule().isHard() ? 0 : each.rule().weight() * each.growth(host);
        }
        return cost;
    }
}
