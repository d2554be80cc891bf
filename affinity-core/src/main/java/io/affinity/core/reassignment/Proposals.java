// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Changes of a placement as chance proposes them, each of which is carried out if it adds no more than chance allows. Belongs to one thread. */
final class Proposals {

    /** Of VMs that are away, as many are offered their way home. */
    private static final double HOMEWARD = 0.8;

    /** The same where a price brings home those that gain little. */
    private static final double HOMEWARD_OF_LIMITED = 0.2;

    /** VMs that are away are few if there are so many times as many. */
    private static final int FEW = 5;

    /** Where few are away, as often one of them is looked at: each of their moves has to be the right one. */
    private static final double AWAY = 0.5;

    /** The others are swaps: most hosts are too full for one VM more. */
    static final double SHIFTS = 0.1;

    /** Where only so many may be away: most swaps would send two VMs away. */
    private static final double SHIFTS_OF_LIMITED = 0.6;

    /** Where so few VMs are that most swaps that chance proposes are none. */
    static final double SHIFTS_OF_FEW = 0.5;

    /** Of shifts to a host without room, as many are tried by sending others away from there, which takes fifty times as long. */
    private static final double EJECTIONS = 0.05;

    private final SearchPlacement placement;
    private final SplittableRandom random;
    private final int[] focus;
    private final IntPredicate mayMove;
    private final VmSizes sizes;
    private final LimitPrice limitPrice = new LimitPrice();
    private final double shifts;
    private final Ejection ejection;
    private final GroupShift groupShift;
    private Strategy strategy;
    private int[] large;
    private double shiftsNow;
    private double homeward;
    private double temperature;
    private double awayPrice;

    /**
     * @param sizes by which large VMs are rearranged, if there are any
     * @param focus VMs of which something can be gained, at which it looks as often as at all others together
     * @param mayMove whether a VM may leave the host that it is on
     * @param shifts the share of proposals that shift one VM
     */
    Proposals(
            SearchPlacement placement,
            VmSizes sizes,
            SplittableRandom random,
            int[] focus,
            IntPredicate mayMove,
            double shifts) {
        this.placement = placement;
        this.sizes = sizes;
        this.random = random;
        this.focus = focus;
        this.mayMove = mayMove;
        this.shifts = shifts;
        ejection = new Ejection(placement, sizes, random, mayMove);
        groupShift = new GroupShift(placement, random, mayMove);
        follow(Strategy.PLAIN);
    }

    /** {@return the same for a copy of the placement} */
    Proposals in(SearchPlacement copy, VmSizes itsSizes, IntPredicate mayMoveThere, SplittableRandom itsRandom) {
        return new Proposals(copy, itsSizes, itsRandom, focus, mayMoveThere, shifts);
    }

    /** Goes about it in another way from now on. */
    void follow(Strategy newStrategy) {
        strategy = newStrategy;
        large = sizes.atLeast(newStrategy.rearranging().leastSize());
        shiftsNow = newStrategy.isLimited() ? SHIFTS_OF_LIMITED : shifts;
        homeward = newStrategy.isLimited() ? HOMEWARD_OF_LIMITED : HOMEWARD;
    }

    /** Makes so many, of which some are carried out. */
    void make(int count, double newTemperature) {
        temperature = newTemperature;
        awayPrice =
                strategy.isLimited() ? limitPrice.next(count, newTemperature) : strategy.awayPrice() * newTemperature;
        double rearrangements = strategy.rearranging().share();
        for (int i = 0; i < count; i++) {
            if (rearrangements > 0 && random.nextDouble() < rearrangements) {
                rearrange();
            } else {
                propose();
            }
        }
    }

    private void propose() {
        int vm = chosen();
        if (!mayMove.test(vm)) {
            return;
        }
        int home = placement.homeOf(vm);
        boolean isHomeward = placement.hostOf(vm) != home && random.nextDouble() < homeward;
        if (random.nextDouble() < shiftsNow) {
            shift(vm, isHomeward ? home : random.nextInt(placement.hosts()));
        } else if (!isHomeward) {
            swap(vm, random.nextInt(placement.vms()));
        } else if (placement.vmsOn(home) > 0) {
            swap(vm, placement.vmOn(home, random.nextInt(placement.vmsOn(home))));
        } else {
            shift(vm, home);
        }
    }

    private int chosen() {
        int away = placement.vmsAway();
        if (away > 0 && away * FEW < placement.vms() && random.nextDouble() < AWAY) {
            return placement.vmAway(random.nextInt(away));
        }
        return focus.length > 0 && random.nextBoolean()
                ? focus[random.nextInt(focus.length)]
                : random.nextInt(placement.vms());
    }

    private void shift(int vm, int to) {
        if (to == placement.hostOf(vm)) {
            return;
        }
        if (!placement.hasRoom(vm, to)) {
            if (random.nextDouble() < EJECTIONS) {
                eject(vm, to, acceptable(), false, 1);
            }
            return;
        }
        double limit = acceptable();
        double most = limit - awayPrice * leaving(vm, to);
        double change = placement.shiftWhateverRoom(vm, to, most);
        if (strategy.isLimited() && change == Double.POSITIVE_INFINITY && placement.isHeldByLimit(vm, to)) {
            limitPrice.holdsBack();
            return;
        }
        if (change <= most) {
            placement.move(vm, to, change);
        } else if (change < Double.POSITIVE_INFINITY && placement.hasTerms()) {
            // What makes a host dear by what runs there, as shortage, is like having no room.
            eject(vm, to, limit, false, 1);
        } else if (change == Double.POSITIVE_INFINITY && placement.hasTerms()) {
            groupShift.carryOut(vm, to, limit);
        }
    }

    /** {@return 1 if a VM that is at home leaves it, -1 if it comes back, else 0} */
    private int leaving(int vm, int to) {
        int home = placement.homeOf(vm);
        return (to == home ? 0 : 1) - (placement.hostOf(vm) == home ? 0 : 1);
    }

    private void rearrange() {
        int vm = large[random.nextInt(large.length)];
        int to = random.nextInt(placement.hosts());
        if (to != placement.hostOf(vm) && mayMove.test(vm)) {
            eject(vm, to, acceptable(), true, strategy.rearranging().thirdHosts());
        }
    }

    private void eject(int vm, int to, double limit, boolean isLargestFirst, int thirdHosts) {
        int away = placement.vmsAway();
        double most = limit - awayPrice * leaving(vm, to);
        double change = ejection.carryOut(vm, to, most, isLargestFirst, thirdHosts);
        if (change < Double.POSITIVE_INFINITY && change > limit - awayPrice * (placement.vmsAway() - away)) {
            ejection.undo();
        }
    }

    private void swap(int one, int other) {
        int from = placement.hostOf(one);
        int to = placement.hostOf(other);
        if (from != to && mayMove.test(other) && placement.canSwap(one, other)) {
            double most = acceptable() - awayPrice * (leaving(one, to) + leaving(other, from));
            double change = placement.swapWhateverRoom(one, other, most);
            if (change <= most) {
                placement.exchange(one, other, change);
            }
        }
    }

    /**
     * {@return by how much the cost may grow this time} The rule of Metropolis and others (1953) with the dice thrown first, so that most
     * proposals need not be judged exactly.
     */
    private double acceptable() {
        return temperature == 0 ? 0 : -temperature * Math.log(1 - random.nextDouble());
    }
}
