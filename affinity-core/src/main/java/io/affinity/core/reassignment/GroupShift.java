// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Puts a VM where a hard rule does not want it, and sends those after it that the rule is about: how VMs that belong together leave a rack, of which none may
 * go first. On the way the rule is broken, for which its weight is paid, and got back where it is mended; in the end no hard rule may be broken more than in
 * the beginning. Takes time in the square of the size of the group, so that large groups are left alone. Belongs to one thread.
 */
final class GroupShift {

    /** Groups of more VMs are left alone. */
    private static final int MOST_MEMBERS = 8;

    /** Other hosts that each of those that follow may go to, beside the one that it follows to and the one that has been left. */
    private static final int ELSEWHERE = 2;

    private final SearchPlacement placement;
    private final SplittableRandom random;
    private final IntPredicate mayMove;
    private final Trail trail;
    private int target;
    private double best;

    /** @param mayMove whether a VM may leave the host that it is on */
    GroupShift(SearchPlacement placement, SplittableRandom random, IntPredicate mayMove) {
        this.placement = placement;
        this.random = random;
        this.mayMove = mayMove;
        trail = new Trail(placement);
    }

    /** Carries it out if it adds no more than that to the cost. */
    void carryOut(int vm, int to, double mostChange) {
        int rule = placement.forbidding(vm, to);
        if (rule < 0 || placement.rule(rule).members().length > MOST_MEMBERS) {
            return;
        }
        double first = placement.shiftWhateverRules(vm, to);
        if (first == Double.POSITIVE_INFINITY) {
            return;
        }
        trail.begin();
        int from = placement.hostOf(vm);
        trail.move(vm, to, first);
        follow(rule, vm, from, to);
        if (trail.change() > mostChange || isAnythingWorse()) {
            trail.undo();
        }
    }

    private void follow(int rule, int first, int from, int to) {
        int[] members = placement.rule(rule).members();
        for (int member = 0; member < members.length; member++) {
            int vm = members[member];
            if (vm != first && mayMove.test(vm)) {
                // Where several have to leave before anything is mended, each of them does its part.
                best = placement.weight(rule) * Math.min(1, placement.rule(rule).relief(member));
                target = placement.hostOf(vm);
                consider(vm, to);
                consider(vm, from);
                for (int i = 0; i < ELSEWHERE; i++) {
                    consider(vm, random.nextInt(placement.hosts()));
                }
                if (target != placement.hostOf(vm)) {
                    trail.move(vm, target, best);
                }
            }
        }
    }

    private void consider(int vm, int host) {
        if (host != placement.hostOf(vm)) {
            double added = placement.shiftWhateverRules(vm, host);
            if (added < best) {
                best = added;
                target = host;
            }
        }
    }

    private boolean isAnythingWorse() {
        for (int i = 0; i < trail.count(); i++) {
            if (placement.isWorsened(trail.vm(i))) {
                return true;
            }
        }
        return false;
    }
}
