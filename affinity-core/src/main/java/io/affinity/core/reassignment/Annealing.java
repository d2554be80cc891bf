// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) by shifts of one VM and swaps of two, as for this problem by Ritt and Portal
 * (finalists of the ROADEF/EURO Challenge 2012); what is new is where proposals lead. There are many hosts to go to and one to come
 * home to, so that blind chance carries VMs away that gain nothing, and each of them keeps what is transient on its first host, until there is no
 * room left for those that would gain. So VMs that are away are offered their first host at most of their turns.
 *
 * <p>How long it stays at which temperature is found by the search itself: a first, short run tells how much the cost falls from one temperature to the
 * next, and the second spends its time in proportion to the root of that, which makes the sum of what is left over by haste least.
 *
 * <p>Belongs to one thread at a time; the same seed and number of proposals give the same placement.
 */
final class Annealing {

    /** Temperatures between hot and cold. */
    private static final int STAGES = 48;

    /** Of all time, to explore: for the run that finds out at which temperatures it is needed. */
    static final double PILOT = 0.1;

    /** Of all time, at the end of a run, in which nothing is accepted that costs. */
    private static final double QUENCH = 0.01;

    /** Proposals between two looks at the progress. */
    private static final int BATCH = 256;

    /** So few at first where it may be that there are not many in all; twice as many where they are next to nothing of all. */
    private static final int SMALL_BATCH = 8;

    private static final double NEXT_TO_NOTHING = 1e-3;

    private final SearchPlacement placement;
    private final Proposals proposals;
    private final int number;
    private final SearchListener listener;
    private final double[] temperatures;
    private int batch;
    private long count;
    private int[] best;
    private double bestCost;

    /** The share that is done where each stage of this run ends, and the mean cost of each. */
    private double[] ends = new double[0];

    private double[] costs = new double[0];
    private int stage;
    private double sum;
    private long batches;

    private Annealing(
            SearchPlacement placement,
            Proposals proposals,
            double[] temperatures,
            int batch,
            int number,
            SearchListener listener) {
        this.placement = placement;
        this.proposals = proposals;
        this.temperatures = temperatures;
        this.batch = batch;
        this.number = number;
        this.listener = listener;
        best = placement.hostIndexByVm();
        bestCost = placement.cost();
    }

    /**
     * {@return a search from any placement, which forgets where it began}
     *
     * @param number of this search among those that the listener hears of
     */
    static Annealing fromAnywhere(
            SearchPlacement placement, VmSizes sizes, SplittableRandom random, int number, SearchListener listener) {
        double[] temperatures = new Temperatures(placement, random).between(STAGES);
        Proposals proposals = new Proposals(placement, sizes, random, new int[0], vm -> true, Proposals.SHIFTS);
        return new Annealing(placement, proposals, temperatures, BATCH, number, listener);
    }

    /**
     * {@return a search from a placement that may be a good one}
     *
     * @param forgets whether it begins so hot that it does not matter where
     * @param focus VMs of which something can be gained, at which it looks as often as at all others together
     * @param mayMove whether a VM may leave the host that it is on
     */
    static Annealing from(
            SearchPlacement placement, boolean forgets, int[] focus, IntPredicate mayMove, SplittableRandom random) {
        Temperatures range = new Temperatures(placement, random);
        double[] hot = forgets ? range.between(STAGES) : new double[0];
        double[] temperatures = hot.length > 0 ? hot : range.below(STAGES);
        double shifts = forgets ? Proposals.SHIFTS_OF_FEW : Proposals.SHIFTS;
        Proposals proposals = new Proposals(placement, VmSizes.NONE, random, focus, mayMove, shifts);
        return new Annealing(placement, proposals, temperatures, SMALL_BATCH, 0, SearchListener.NOBODY);
    }

    /** {@return a search in a copy of the placement, as if it had come as far as this one} */
    Annealing beside(
            SearchPlacement copy, VmSizes sizes, IntPredicate mayMove, SplittableRandom random, int itsNumber) {
        Annealing other = new Annealing(
                copy, proposals.in(copy, sizes, mayMove, random), temperatures, batch, itsNumber, listener);
        other.count = count;
        other.ends = ends.clone();
        other.costs = costs.clone();
        other.enterStage();
        return other;
    }

    /** Goes about it in another way from now on. */
    void follow(Strategy strategy) {
        proposals.follow(strategy);
    }

    /** {@return how many changes it will have looked at in the end, by how many it needed to explore} */
    double expectedCount() {
        return count / PILOT;
    }

    /** {@return how many changes it has looked at} */
    long count() {
        return count;
    }

    /** {@return the best placement that was found, which may be the first} */
    int[] best() {
        return best;
    }

    /** {@return what the best placement costs that was found} */
    double bestCost() {
        return bestCost;
    }

    /** {@return what the placement costs that it is at} */
    double cost() {
        return placement.cost();
    }

    /** Goes to where another search is. */
    void goTo(Annealing other) {
        placement.goTo(other.placement.hostIndexByVm(), other.cost());
    }

    /** Makes the short run, by which the long one is planned. */
    void explore(DoubleSupplier share) {
        cool(new double[STAGES], 0, PILOT);
        goOn(PILOT, share);
        double[] falls = new double[STAGES];
        for (int i = 0; i < STAGES; i++) {
            falls[i] = Math.max(0, costs[Math.max(0, i - 1)] - costs[Math.min(STAGES - 1, i + 1)]);
        }
        cool(falls, PILOT, 1);
    }

    /** @param falls how much the cost fell about each temperature the last time */
    private void cool(double[] falls, double from, double to) {
        double end = to - QUENCH * (to - from);
        double[] until = Temperatures.shares(falls);
        ends = new double[STAGES + 1];
        for (int i = 0; i < STAGES; i++) {
            ends[i] = from + (end - from) * until[i];
        }
        ends[STAGES] = to;
        costs = new double[STAGES];
        stage = 0;
        enterStage();
    }

    private void enterStage() {
        sum = placement.cost();
        batches = 1;
    }

    /** Goes on until a share of all is done. */
    void goOn(double until, DoubleSupplier share) {
        while (temperatures.length > 0 && stage <= STAGES) {
            stay(stage == STAGES ? 0 : temperatures[stage], Math.min(until, ends[stage]), share);
            if (share.getAsDouble() < ends[stage]) {
                return;
            }
            leaveStage();
        }
    }

    private void stay(double temperature, double until, DoubleSupplier share) {
        double before = share.getAsDouble();
        while (before < until) {
            proposals.make(batch, temperature);
            count += batch;
            sum += placement.cost();
            batches++;
            double after = share.getAsDouble();
            if (batch < BATCH) {
                remember();
                batch *= after - before < NEXT_TO_NOTHING ? 2 : 1;
            }
            before = after;
        }
    }

    private void leaveStage() {
        if (stage < STAGES) {
            costs[stage] = sum / batches;
        }
        listener.cooled(number, stage == STAGES ? 0 : temperatures[stage], placement.cost());
        remember();
        stage++;
        enterStage();
    }

    private void remember() {
        if (placement.cost() < bestCost) {
            bestCost = placement.cost();
            best = placement.hostIndexByVm();
        }
    }
}
