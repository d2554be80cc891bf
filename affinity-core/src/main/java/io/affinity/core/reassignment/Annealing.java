package io.affinity.core.reassignment;

import java.util.SplittableRandom;
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
 * <p>Belongs to one thread; the same seed and number of proposals give the same placement.
 */
public final class Annealing {

    /** Of VMs that are away, as many are offered their way home. */
    private static final double HOMEWARD = 0.8;

    /** VMs that are away are few if there are so many times as many. */
    private static final int FEW = 5;

    /** Where few are away, as often one of them is looked at: each of their moves has to be the right one. */
    private static final double AWAY = 0.5;

    /** The others are swaps: most hosts are too full for one VM more. */
    private static final double SHIFTS = 0.1;

    /** Of shifts to a host without room, as many are tried by sending others away from there, which takes fifty times as long. */
    private static final double EJECTIONS = 0.05;

    /** Temperatures between hot and cold. */
    private static final int STAGES = 48;

    /** Of all time, for the run that finds out at which temperatures it is needed. */
    private static final double PILOT = 0.1;

    /** Of all time, at the end of a run, in which nothing is accepted that costs. */
    private static final double QUENCH = 0.01;

    /** Proposals between two looks at the progress. */
    private static final int BATCH = 256;

    private final SearchPlacement placement;
    private final SplittableRandom random;
    private final SearchProgress progress;
    private final int number;
    private final SearchListener listener;
    private final Ejection ejection;
    private final double[] temperatures;
    private final int[] focus;
    private final IntPredicate mayMove;
    private long proposals;
    private int[] best;
    private double bestCost;

    private Annealing(
            SearchPlacement placement,
            SplittableRandom random,
            SearchProgress progress,
            double[] temperatures,
            int[] focus,
            IntPredicate mayMove,
            int number,
            SearchListener listener) {
        this.placement = placement;
        this.random = random;
        this.progress = progress;
        this.temperatures = temperatures;
        this.focus = focus;
        this.mayMove = mayMove;
        this.number = number;
        this.listener = listener;
        ejection = new Ejection(placement, random, mayMove);
        best = placement.hostIndexByVm();
        bestCost = placement.cost();
    }

    /**
     * {@return a search from any placement, which forgets where it began}
     *
     * @param number of this search among those that the listener hears of
     */
    static Annealing fromAnywhere(
            SearchPlacement placement,
            SplittableRandom random,
            SearchProgress progress,
            int number,
            SearchListener listener) {
        double[] temperatures = new Temperatures(placement, random).between(STAGES);
        return new Annealing(placement, random, progress, temperatures, new int[0], vm -> true, number, listener);
    }

    /**
     * Improves a placement, and leaves it at the best that was found.
     *
     * @param forgets whether it begins so hot that it does not matter where; else the placement is taken for a good one
     * @param focus VMs of which something can be gained, at which it looks as often as at all others together
     * @param mayMove whether a VM may leave the host that it is on
     */
    public static void improve(
            SearchPlacement placement,
            boolean forgets,
            int[] focus,
            IntPredicate mayMove,
            SplittableRandom random,
            SearchProgress progress) {
        Temperatures range = new Temperatures(placement, random);
        double[] temperatures = forgets ? range.between(STAGES) : range.below(STAGES);
        Annealing annealing = new Annealing(
                placement, random, progress, temperatures, focus, mayMove, 0, (number, temperature, cost) -> {});
        int[] found = annealing.run();
        placement.goTo(found, annealing.bestCost);
    }

    /** {@return the best placement that was found, which may be the first} */
    int[] run() {
        if (temperatures.length == 0) {
            return best;
        }
        double[] falls = cool(0, PILOT, new double[STAGES]);
        cool(PILOT, 1, falls);
        return best;
    }

    /** {@return how much the cost fell about each temperature, on the way through all of them} */
    private double[] cool(double from, double to, double[] falls) {
        double[] until = Temperatures.shares(falls);
        double[] costs = new double[STAGES];
        double end = to - QUENCH * (to - from);
        for (int i = 0; i < STAGES; i++) {
            costs[i] = stay(temperatures[i], from + (end - from) * until[i]);
            remember();
        }
        stay(0, to);
        remember();
        double[] found = new double[STAGES];
        for (int i = 0; i < STAGES; i++) {
            found[i] = Math.max(0, costs[Math.max(0, i - 1)] - costs[Math.min(STAGES - 1, i + 1)]);
        }
        return found;
    }

    private void remember() {
        if (placement.cost() < bestCost) {
            bestCost = placement.cost();
            best = placement.hostIndexByVm();
        }
    }

    /** {@return the mean cost of a search at a temperature, until a share of all is done} */
    private double stay(double temperature, double until) {
        double sum = placement.cost();
        long batches = 1;
        while (progress.share(proposals) < until) {
            for (int i = 0; i < BATCH; i++) {
                propose(temperature);
            }
            proposals += BATCH;
            sum += placement.cost();
            batches++;
        }
        listener.cooled(number, temperature, placement.cost());
        return sum / batches;
    }

    private void propose(double temperature) {
        int vm = chosen();
        if (!mayMove.test(vm)) {
            return;
        }
        int home = placement.homeOf(vm);
        boolean isHomeward = placement.hostOf(vm) != home && random.nextDouble() < HOMEWARD;
        if (random.nextDouble() < SHIFTS) {
            shift(vm, isHomeward ? home : random.nextInt(placement.hosts()), temperature);
        } else if (!isHomeward) {
            swap(vm, random.nextInt(placement.vms()), temperature);
        } else if (placement.vmsOn(home) > 0) {
            swap(vm, placement.vmOn(home, random.nextInt(placement.vmsOn(home))), temperature);
        } else {
            shift(vm, home, temperature);
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

    private void shift(int vm, int to, double temperature) {
        if (to == placement.hostOf(vm)) {
            return;
        }
        if (!placement.hasRoom(vm, to)) {
            if (random.nextDouble() < EJECTIONS) {
                eject(vm, to, acceptable(temperature));
            }
            return;
        }
        double limit = acceptable(temperature);
        double change = placement.shiftWhateverRoom(vm, to, limit);
        if (change <= limit) {
            placement.move(vm, to, change);
        } else if (change < Double.POSITIVE_INFINITY && placement.hasTerms()) {
            // What makes a host dear by what runs there, as shortage, is like having no room.
            eject(vm, to, limit);
        }
    }

    private void eject(int vm, int to, double limit) {
        if (ejection.carryOut(vm, to, limit) > limit) {
            ejection.undo();
        }
    }

    private void swap(int one, int other, double temperature) {
        if (placement.hostOf(one) != placement.hostOf(other) && mayMove.test(other) && placement.canSwap(one, other)) {
            double limit = acceptable(temperature);
            double change = placement.swapWhateverRoom(one, other, limit);
            if (change <= limit) {
                placement.exchange(one, other, change);
            }
        }
    }

    /**
     * {@return by how much the cost may grow this time} The rule of Metropolis and others (1953) with the dice thrown first, so that most
     * proposals need not be judged exactly.
     */
    private double acceptable(double temperature) {
        return temperature == 0 ? 0 : -temperature * Math.log(1 - random.nextDouble());
    }
}
