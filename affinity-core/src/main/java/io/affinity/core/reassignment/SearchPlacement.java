package io.affinity.core.reassignment;

import java.util.Arrays;

/**
 * The placement that a search is at: what a shift of one VM or a swap of two would add to the cost, in time that does not depend on
 * how many VMs and hosts there are, without allocating. What must not be adds infinity. Belongs to one thread.
 */
final class SearchPlacement {

    private final int[] initial;
    private final int[] hostByVm;
    private final HostLoads loads;
    private final RuleRows rules;
    private final MoveCosts moveCosts;

    /** The VMs of each host, in any order, with the place of each VM in its row. */
    private final int[][] vmsByHost;

    private final int[] countByHost;
    private final int[] placeOfVm;
    private double cost;

    SearchPlacement(Reassignment problem) {
        initial = problem.initialHosts();
        hostByVm = initial.clone();
        moveCosts = problem.moveCosts();
        loads = new HostLoads(problem.columns(), problem.loadCosts().toArray(LoadCost[]::new), initial);
        rules = new RuleRows(problem.rules(), hostByVm);
        int hosts = problem.columns().hosts();
        vmsByHost = new int[hosts][4];
        countByHost = new int[hosts];
        placeOfVm = new int[hostByVm.length];
        for (int v = 0; v < hostByVm.length; v++) {
            enter(v, hostByVm[v]);
        }
        cost = rules.cost();
        for (int h = 0; h < hosts; h++) {
            cost += loads.cost(h);
        }
    }

    int vms() {
        return hostByVm.length;
    }

    int hosts() {
        return countByHost.length;
    }

    int hostOf(int vm) {
        return hostByVm[vm];
    }

    int homeOf(int vm) {
        return initial[vm];
    }

    int vmsOn(int host) {
        return countByHost[host];
    }

    int vmOn(int host, int place) {
        return vmsByHost[host][place];
    }

    int[] hostIndexByVm() {
        return hostByVm.clone();
    }

    /** {@return what the placement costs} */
    double cost() {
        return cost;
    }

    /** {@return whether a host has room for a VM that is on another one} */
    boolean hasRoom(int vm, int to) {
        return loads.fits(to, vm, HostLoads.NOBODY);
    }

    /** {@return whether a host holds more than it can} */
    boolean isOverfull(int host) {
        return loads.isOverfull(host);
    }

    /** {@return what it adds that a VM goes to another host than it is on} */
    double shift(int vm, int to) {
        return hasRoom(vm, to) ? shiftWhateverRoom(vm, to) : Double.POSITIVE_INFINITY;
    }

    /** {@return what it adds, whether there is room or not} */
    double shiftWhateverRoom(int vm, int to) {
        double change = rules.change(vm, to) + moveCost(vm, to) - moveCost(vm, hostByVm[vm]);
        if (change == Double.POSITIVE_INFINITY) {
            return change;
        }
        int from = hostByVm[vm];
        return change
                + (loads.costWith(from, HostLoads.NOBODY, vm) - loads.cost(from))
                + (loads.costWith(to, vm, HostLoads.NOBODY) - loads.cost(to));
    }

    /** {@return what it adds that two VMs of two hosts change places} */
    double swap(int one, int other) {
        int from = hostByVm[one];
        int to = hostByVm[other];
        if (!loads.fits(to, one, other) || !loads.fits(from, other, one)) {
            return Double.POSITIVE_INFINITY;
        }
        double change = rules.changeOfSwap(one, other)
                + (moveCost(one, to) - moveCost(one, from))
                + (moveCost(other, from) - moveCost(other, to));
        if (change == Double.POSITIVE_INFINITY) {
            return change;
        }
        return change
                + (loads.costWith(from, other, one) - loads.cost(from))
                + (loads.costWith(to, one, other) - loads.cost(to));
    }

    private double moveCost(int vm, int host) {
        return host == initial[vm] ? 0 : moveCosts.of(vm, host);
    }

    /** Moves a VM, which adds so much. */
    void move(int vm, int to, double change) {
        int from = hostByVm[vm];
        loads.move(vm, from, to);
        rules.move(vm, to);
        leave(vm, from);
        enter(vm, to);
        hostByVm[vm] = to;
        cost += change;
    }

    /** Lets two VMs change places, which adds so much. */
    void exchange(int one, int other, double change) {
        int from = hostByVm[one];
        move(one, hostByVm[other], change);
        move(other, from, 0);
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
