// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rules that must be kept on the way, hard policies of continuous scope and the hosts' limits, while VMs take room on one host or, being migrated
 * or where it is not certain, on several. It answers what {@code PlacementChecker} answers of such a state, without looking at the whole fleet, and shares no
 * code with it.
 *
 * <p>A question is asked by doing what it is about and taking it back. Cost: the rules about one VM and those about all, and the VMs of two hosts.
 *
 * <p>What can be worse has a number, an <em>obstacle</em>: that of a host for its limit, further ones for policies. Belongs to one thread.
 */
public final class RulesOnTheWay {

    /** The obstacle that is none. */
    public static final int NONE = -1;

    private static final double ROUNDING = 1e-9;

    private final Fleet fleet;
    private final Whereabouts where;
    private final List<TransitRule> rules = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final int[][] rulesByVm;
    private final int[] general;

    /** Every VM on its host. */
    public RulesOnTheWay(Fleet fleet) {
        this.fleet = fleet;
        where = new Whereabouts(fleet);
        rulesByVm = new int[fleet.vms().size()][];
        general = compile();
    }

    private int[] compile() {
        TransitRules compiler = new TransitRules(fleet, where);
        List<Integer> aboutAll = new ArrayList<>();
        List<List<Integer>> byVm = new ArrayList<>();
        fleet.vms().forEach(vm -> byVm.add(new ArrayList<>(2)));
        for (LocationPolicy policy : fleet.policies()) {
            if (policy.strength().isHard() && policy.scope() == Scope.CONTINUOUS) {
                TransitRules.Compiled compiled = policy.accept(compiler);
                int number = rules.size();
                rules.add(compiled.rule());
                names.add(policy.name());
                BitSet vms = compiled.vms();
                if (vms == null) {
                    aboutAll.add(number);
                } else {
                    vms.stream().forEach(vm -> byVm.get(vm).add(number));
                }
            }
        }
        for (int vm = 0; vm < rulesByVm.length; vm++) {
            List<Integer> own = byVm.get(vm);
            own.addAll(aboutAll);
            rulesByVm[vm] = own.stream().mapToInt(Integer::intValue).toArray();
        }
        return aboutAll.stream().mapToInt(rule -> fleet.hosts().size() + rule).toArray();
    }

    /** {@return the hosts on which a VM takes room; not to be changed} */
    public int[] hostsOf(int vm) {
        return where.hostsOf(vm);
    }

    /** {@return how many VMs take room on a host} */
    public int vmsOn(int host) {
        return where.vmsOn(host);
    }

    /** {@return one of the VMs that take room on a host, by its place from zero} */
    public int vmOn(int host, int place) {
        return where.vmOn(host, place);
    }

    /** The VM takes room on exactly these hosts from now on, each of them named once. */
    public void set(int vm, int... hosts) {
        int[] before = where.hostsOf(vm);
        where.set(vm, hosts);
        for (int rule : rulesByVm[vm]) {
            rules.get(rule).move(vm, before, hosts);
        }
    }

    /** The VM takes room on this host as well. */
    public void add(int vm, int host) {
        set(vm, with(where.hostsOf(vm), host));
    }

    /** The VM takes no room on this host any more. */
    public void remove(int vm, int host) {
        set(vm, Arrays.stream(where.hostsOf(vm)).filter(each -> each != host).toArray());
    }

    private static int[] with(int[] hosts, int host) {
        if (Whereabouts.contains(hosts, host)) {
            return hosts;
        }
        int[] more = Arrays.copyOf(hosts, hosts.length + 1);
        more[hosts.length] = host;
        return more;
    }

    /** {@return whether a host's limit is no obstacle to taking this VM} */
    public boolean hasRoom(int vm, int host) {
        return where.overcommitWith(vm, host) <= where.overcommit(host) + ROUNDING;
    }

    /**
     * {@return what would be worse than it is, while the VM takes room on the target as well or once it does there only; {@link #NONE} if nothing}
     *
     * @param target on which it does not take room yet
     */
    public int obstacle(int vm, int target) {
        if (!hasRoom(vm, target)) {
            return target;
        }
        int[] concerned = rulesByVm[vm];
        if (concerned.length == 0) {
            return NONE;
        }
        double[] present = new double[concerned.length];
        for (int i = 0; i < concerned.length; i++) {
            present[i] = rules.get(concerned[i]).violation();
        }
        int[] before = where.hostsOf(vm);
        set(vm, with(before, target));
        int worse = worsened(concerned, present);
        if (worse == NONE) {
            set(vm, target);
            worse = worsened(concerned, present);
        }
        set(vm, before);
        return worse;
    }

    private int worsened(int[] concerned, double[] present) {
        for (int i = 0; i < concerned.length; i++) {
            if (rules.get(concerned[i]).violation() > present[i] + ROUNDING) {
                return fleet.hosts().size() + concerned[i];
            }
        }
        return NONE;
    }

    /**
     * {@return what may be an obstacle no more once this VM takes no room on this host: the limit of the host, and the rules about the VM; besides, always, those
     * {@linkplain #general about all VMs}}
     */
    public int[] mendedBy(int vm, int host) {
        int[] own = rulesByVm[vm];
        int[] mended = new int[own.length - general.length + 1];
        mended[0] = host;
        for (int i = 1; i < mended.length; i++) {
            mended[i] = fleet.hosts().size() + own[i - 1];
        }
        return mended;
    }

    /** {@return the obstacles that any VM's departure may end; not to be changed} */
    public int[] general() {
        return general;
    }

    /** {@return the name of an obstacle: that of the policy, or "allocation of host NAME"} */
    public String name(int obstacle) {
        List<Host> hosts = fleet.hosts();
        return obstacle < hosts.size()
                ? PlacementChecker.ALLOCATION + hosts.get(obstacle).id()
                : names.get(obstacle - hosts.size());
    }
}
