// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Puts a VM on a host that has no room for it, or that it makes too dear, and sends as many of that host's VMs as must go to where it came from, or
 * to a third host: how a large VM changes places with several small ones, for which no series of shifts and swaps may be open. Takes time in the number
 * of VMs of one host. Belongs to one thread.
 */
final class Ejection {

    private final SearchPlacement placement;
    private final SplittableRandom random;
    private final IntPredicate mayMove;
    private final VmSizes sizes;
    private final Trail trail;
    private int[] others = new int[16];
    private int from;
    private int to;
    private int target;
    private int thirdHosts;
    private double limit;

    /** @param mayMove whether a VM may leave the host that it is on */
    Ejection(SearchPlacement placement, VmSizes sizes, SplittableRandom random, IntPredicate mayMove) {
        this.placement = placement;
        this.sizes = sizes;
        this.random = random;
        this.mayMove = mayMove;
        trail = new Trail(placement);
    }

    /**
     * {@return what it added to the cost to carry it out, infinite if that is not possible and nothing was done}
     *
     * @param mostChange others are sent away until it adds no more than that
     * @param isLargestFirst in which order they are sent away, so that what is large comes to where something large has left
     * @param mostThirdHosts how many are tried for each that is sent away
     */
    double carryOut(int vm, int host, double mostChange, boolean isLargestFirst, int mostThirdHosts) {
        trail.begin();
        thirdHosts = mostThirdHosts;
        from = placement.hostOf(vm);
        to = host;
        limit = mostChange;
        double first = mayAllLeave(to)
                ? placement.shiftWhateverRoom(vm, to, Double.POSITIVE_INFINITY)
                : Double.POSITIVE_INFINITY;
        if (first == Double.POSITIVE_INFINITY) {
            return first;
        }
        trail.move(vm, to, first);
        if (isLargestFirst) {
            ejectLargestFirst();
        } else {
            eject();
        }
        if (placement.isOverfull(to)) {
            trail.undo();
            return Double.POSITIVE_INFINITY;
        }
        return trail.change();
    }

    /** Asked before the host is short by what comes, which would be a reason for any VM to leave it. */
    private boolean mayAllLeave(int host) {
        for (int place = 0; place < placement.vmsOn(host); place++) {
            if (!mayMove.test(placement.vmOn(host, place))) {
                return false;
            }
        }
        return true;
    }

    /** Looks at each VM of the host once, in an order that begins anywhere. */
    private void eject() {
        int left = placement.vmsOn(to) - 1;
        int place = left == 0 ? 0 : random.nextInt(left);
        while (left > 0 && isTooMuch()) {
            place = place >= placement.vmsOn(to) ? 0 : place;
            place += sendAway(placement.vmOn(to, place)) ? 0 : 1;
            left--;
        }
    }

    private void ejectLargestFirst() {
        int all = placement.vmsOn(to);
        if (others.length < all) {
            others = new int[2 * all];
        }
        for (int place = 0; place < all; place++) {
            others[place] = placement.vmOn(to, place);
        }
        sizes.sort(others, all);
        for (int i = 0; i < all && isTooMuch(); i++) {
            sendAway(others[i]);
        }
    }

    private boolean isTooMuch() {
        return placement.isOverfull(to) || trail.change() > limit;
    }

    /** {@return whether a VM could leave, and had to or was better off} */
    private boolean sendAway(int other) {
        double ejected = other == trail.vm(0) ? Double.POSITIVE_INFINITY : ejected(other);
        boolean leaves = ejected < (placement.isOverfull(to) ? Double.POSITIVE_INFINITY : 0);
        if (leaves) {
            trail.move(other, target, ejected);
        }
        return leaves;
    }

    /** To where the first one came from, or else to any host. */
    private double ejected(int other) {
        target = from;
        double back = placement.shift(other, from);
        for (int i = 0; i < thirdHosts && back >= 0; i++) {
            int third = random.nextInt(placement.hosts());
            double there = third == to ? back : placement.shift(other, third);
            if (there < back) {
                target = third;
                return there;
            }
        }
        return back;
    }

    /** Takes back what was carried out last. */
    void undo() {
        trail.undo();
    }
}
