// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;

/**
 * The placement that a search is at: what a shift of one VM or a swap of two would add to the cost, in time that does not depend on
 * how many VMs and hosts there are, without allocating. What must not be adds infinity. Belongs to one thread.
 */
public final class SearchPlacement {

    private final int[] initial;
    private final int[] hostByVm;
    private final HostLoads loads;
    private final HostTerm[] terms;
    private final RuleRows rules;
    private final MoveCosts moveCosts;

    /** The VMs of each host, in any order, with the place of each VM in its row. */
    private final int[][] vmsByHost;

    private final int[] countByHost;
    private final int[] placeOfVm;

    /** VMs that are not on their first host, in any order, with the place of each. */
    private final int[] away;

    private final int[] placeAway;
    private int awayCount;
    private double cost;

    /** The placement of the beginning. */
    public SearchPlacement(Reassignment problem) {
        initial = problem.initialHosts();
        hostByVm = initial.clone();
        moveCosts = problem.moveCosts();
        loads = new HostLoads(problem.columns(), problem.loadCosts(), initial);
        terms = problem.hostTerms().stream().map(term -> term.begin(initial)).toArray(HostTerm[]::new);
        int hosts = problem.columns().hosts();
        rules = new RuleRows(problem.rules(), hostByVm, hosts);
        vmsByHost = new int[hosts][4];
        countByHost = new int[hosts];
        placeOfVm = new int[hostByVm.length];
        away = new int[hostByVm.length];
        placeAway = new int[hostByVm.length];
        for (int v = 0; v < hostByVm.length; v++) {
            enter(v, hostByVm[v]);
        }
        cost = rules.cost();
        for (int h = 0; h < hosts; h++) {
            cost += costOf(h);
        }
    }

    public int vms() {
        return hostByVm.length;
    }

    public int hosts() {
        return countByHost.length;
    }

    public int hostOf(int vm) {
        return hostByVm[vm];
    }

    public int homeOf(int vm) {
        return initial[vm];
    }

    public int vmsOn(int host) {
        return countByHost[host];
    }

    public int vmOn(int host, int place) {
        return vmsByHost[host][place];
    }

    public int[] hostIndexByVm() {
        return hostByVm.clone();
    }

    /** {@return how many VMs are not on their first host} */
    public int vmsAway() {
        return awayCount;
    }

    /** {@return one of the VMs that are not on their first host} */
    int vmAway(int place) {
        return away[place];
    }

    /** {@return what the placement costs} */
    public double cost() {
        return cost;
    }

    /** {@return whether hosts cost by their VMs, and not by their loads alone} */
    boolean hasTerms() {
        return terms.length > 0;
    }

    /** {@return a cost of hosts by their VMs, in the order of the problem} */
    public HostTerm term(int index) {
        return terms[index];
    }

    /** {@return the load of a host by resource, as an array of the caller's} */
    public long[] load(int host) {
        return loads.load(host);
    }

    /** {@return a rule as it is in this placement, in the order of the problem, to be asked and never moved} */
    public GroupRule rule(int index) {
        return rules.rule(index);
    }

    /** {@return a hard rule that forbids a move, in the order of the problem, or less than 0 if none does} */
    public int forbidding(int vm, int to) {
        return rules.forbidding(vm, to);
    }

    /** {@return whether a rule is broken that a VM is in or that is about its host} */
    public boolean isInBreach(int vm) {
        return rules.isBroken(vm);
    }

    /** Tells by how much a VM's move would change the amounts of rules. */
    public void tellChanges(int vm, int to, RuleChangeListener listener) {
        rules.tellChanges(vm, to, listener);
    }

    /** {@return whether a host has room for a VM that is on another one} */
    public boolean hasRoom(int vm, int to) {
        return loads.fits(to, vm, HostTerm.NOBODY);
    }

    /** {@return whether a VM that moves takes something on both hosts} */
    boolean hasTransient() {
        return loads.hasTransient();
    }

    /** {@return whether a host holds more than it can} */
    public boolean isOverfull(int host) {
        return loads.isOverfull(host);
    }

    /** {@return what it adds that a VM goes to another host than it is on; infinite if it must not} */
    public double shift(int vm, int to) {
        return hasRoom(vm, to) ? shiftWhateverRoom(vm, to, Double.POSITIVE_INFINITY) : Double.POSITIVE_INFINITY;
    }

    /** {@return what it adds, whether there is room in the columns or not; infinite if that is sure to be above a limit} */
    double shiftWhateverRoom(int vm, int to, double limit) {
        double change = rules.change(vm, to) + moveCost(vm, to) - moveCost(vm, hostByVm[vm]);
        int from = hostByVm[vm];
        return isHopeless(change, from, to, limit)
                ? Double.POSITIVE_INFINITY
                : change + growth(from, HostTerm.NOBODY, vm) + growth(to, vm, HostTerm.NOBODY);
    }

    /** {@return what it adds, hard rules being paid for by their weights; infinite without room, or if the VM must not be moved there} */
    double shiftWhateverRules(int vm, int to) {
        return hasRoom(vm, to)
                ? rules.priceOf(vm, to)
                        + moveCost(vm, to)
                        - moveCost(vm, hostByVm[vm])
                        + growth(hostByVm[vm], HostTerm.NOBODY, vm)
                        + growth(to, vm, HostTerm.NOBODY)
                : Double.POSITIVE_INFINITY;
    }

    /** {@return whether a hard rule that a VM is in, or that is about all VMs, is broken more than in the beginning} */
    boolean isWorsened(int vm) {
        return rules.isWorsened(vm);
    }

    /** {@return whether so many VMs may be away and no more, for most VMs} */
    boolean isLimited() {
        return rules.limitsMigrationsOfMost();
    }

    /** {@return whether a VM must not go to a host as too many would be away} */
    boolean isHeldByLimit(int vm, int to) {
        int rule = rules.forbidding(vm, to);
        return rule >= 0 && rules.rule(rule).limitsMigrations();
    }

    /** {@return what a unit of a rule's amount costs} */
    double weight(int rule) {
        return rules.weight(rule);
    }

    /** Hosts can only become so much cheaper as they cost. */
    private boolean isHopeless(double change, int from, int to, double limit) {
        return change == Double.POSITIVE_INFINITY || change - costOf(from) - costOf(to) > limit;
    }

    /** {@return what it adds that two VMs of two hosts change places; infinite if they must not} */
    public double swap(int one, int other) {
        return canSwap(one, other) ? swapWhateverRoom(one, other, Double.POSITIVE_INFINITY) : Double.POSITIVE_INFINITY;
    }

    /** {@return whether two hosts have room for each other's VMs} */
    boolean canSwap(int one, int other) {
        return loads.fits(hostByVm[other], one, other) && loads.fits(hostByVm[one], other, one);
    }

    /** {@return what a swap adds, whether there is room in the columns or not; infinite if that is sure to be above a limit} */
    double swapWhateverRoom(int one, int other, double limit) {
        int from = hostByVm[one];
        int to = hostByVm[other];
        double change = rules.changeOfSwap(one, other)
                + (moveCost(one, to) - moveCost(one, from))
                + (moveCost(other, from) - moveCost(other, to));
        if (isHopeless(change, from, to, limit)) {
            return Double.POSITIVE_INFINITY;
        }
        double half = change + growth(from, other, one);
        return half - costOf(to) > limit ? Double.POSITIVE_INFINITY : half + growth(to, one, other);
    }

    private double growth(int host, int in, int out) {
        return loads.costWith(host, in, out) - loads.cost(host) + growthOfTerms(host, in, out);
    }

    private double softGrowth(int host, int in, int out) {
        return loads.softCostWith(host, in, out)
                - loads.softCostWith(host, HostTerm.NOBODY, HostTerm.NOBODY)
                + growthOfTerms(host, in, out);
    }

    private double growthOfTerms(int host, int in, int out) {
        double growth = 0;
        for (HostTerm term : terms) {
            growth += term.costWith(host, in, out) - term.cost(host);
        }
        return growth;
    }

    private double costOf(int host) {
        double sum = loads.cost(host);
        for (HostTerm term : terms) {
            sum += term.cost(host);
        }
        return sum;
    }

    /** {@return what it adds to all that is traded, whatever is forbidden or hard} */
    public double softShift(int vm, int to) {
        int from = hostByVm[vm];
        return rules.softChange(vm, to)
                + moveCost(vm, to)
                - moveCost(vm, from)
                + softGrowth(from, HostTerm.NOBODY, vm)
                + softGrowth(to, vm, HostTerm.NOBODY);
    }

    /** {@return no more than what a shift of a VM adds, whereto ever, but for what it adds at its target} */
    public double leastShift(int vm) {
        return rules.leastChange(vm) - moveCost(vm, hostByVm[vm]) + growth(hostByVm[vm], HostTerm.NOBODY, vm);
    }

    /** {@return no more than what it adds at its target, found in a few steps} */
    public double leastAt(int vm, int to) {
        double least = moveCost(vm, to) + loads.costWith(to, vm, HostTerm.NOBODY) - loads.cost(to);
        for (HostTerm term : terms) {
            least += term.leastGrowth(to, vm);
        }
        return least;
    }

    /** {@return what it costs that a VM is on a host; infinite if it must not be moved there} */
    double moveCost(int vm, int host) {
        return host == initial[vm] ? 0 : moveCosts.of(vm, host);
    }

    /** Moves a VM, which adds so much. */
    public void move(int vm, int to, double change) {
        for (HostTerm term : terms) {
            term.move(vm, hostByVm[vm], to);
        }
        relocate(vm, to);
        cost += change;
    }

    private void relocate(int vm, int to) {
        int from = hostByVm[vm];
        loads.move(vm, from, to);
        rules.move(vm, to);
        leave(vm, from);
        enter(vm, to);
        hostByVm[vm] = to;
        if (from == initial[vm]) {
            placeAway[vm] = awayCount;
            away[awayCount++] = vm;
        } else if (to == initial[vm]) {
            int last = away[--awayCount];
            away[placeAway[vm]] = last;
            placeAway[last] = placeAway[vm];
        }
    }

    /** Puts all VMs where they are in another placement, which costs so much. */
    void goTo(int[] hosts, double newCost) {
        for (int vm = 0; vm < hosts.length; vm++) {
            if (hosts[vm] != hostByVm[vm]) {
                move(vm, hosts[vm], 0);
            }
        }
        cost = newCost;
    }

    /** Lets two VMs change places, which adds so much. */
    public void exchange(int one, int other, double change) {
        int from = hostByVm[one];
        int to = hostByVm[other];
        for (HostTerm term : terms) {
            term.exchange(one, from, other, to);
        }
        relocate(one, to);
        relocate(other, from);
        cost += change;
    }

    private void enter(int vm, int host) {
        int place = countByHost[host]++;
        if (place == vmsByHost[host].length) {
            vmsByHost[host] = Arrays.copyOf(vmsByHost[host], 2 * place);
        }
        vmsByHost[host][place] = vm;
        placeOfVm[vm] = place;
    }

    private void leave(int vm, int host) {
        int last = vmsByHost[host][--countByHost[host]];
        vmsByHost[host][placeOfVm[vm]] = last;
        placeOfVm[last] = placeOfVm[vm];
    }
}
