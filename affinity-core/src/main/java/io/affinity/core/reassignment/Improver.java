// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Makes a placement better, and leaves it at the best that was found. Where it can look at very many changes, in two ways at once, the second in a copy,
 * which {@link Meetings} bring together. The result depends on the seed and on what each search may look at, not on threads. Belongs to one thread.
 */
public final class Improver {

    /** Where a search looks at more changes for each VM, two that share the time find more than one. */
    private static final double MANY_FOR_EACH = 1000;

    private static final int SEARCHES = 2;

    private final Reassignment problem;
    private final SearchPlacement placement;
    private final Function<SearchPlacement, IntPredicate> mayMove;
    private final Enough enough;
    private final int threads;

    /**
     * @param placement of the problem
     * @param mayMove whether a VM may leave the host that it is on in a placement
     * @param enough a cost with which nothing is left to be gained
     * @param threads to start at most, at least 1; they have ended when a method returns or throws
     */
    public Improver(
            Reassignment problem,
            SearchPlacement placement,
            Function<SearchPlacement, IntPredicate> mayMove,
            double enough,
            int threads) {
        this.problem = problem;
        this.placement = placement;
        this.mayMove = mayMove;
        this.enough = new Enough(enough);
        this.threads = threads;
    }

    /** Searches so hot that it does not matter where it begins, on this thread: for problems so small that it is sure to find back. */
    public void searchAnew(int[] focus, SplittableRandom random, SearchProgress progress) {
        Annealing search = search(true, focus, random);
        search.explore(enough.shareOf(search, progress));
        searchAlone(search, progress);
    }

    /**
     * Takes the placement for a good one, and looks about it.
     *
     * @param focus VMs of which something can be gained, at which it looks as often as at all others together
     * @throws IllegalStateException if a search or the progress throws on another thread, whose message it repeats
     */
    public void refine(int[] focus, SplittableRandom random, SearchProgress progress) {
        Annealing first = search(false, focus, random);
        first.explore(enough.shareOf(first, progress));
        if (enough.isFound() || first.expectedCount() < MANY_FOR_EACH * placement.vms()) {
            searchAlone(first, progress);
        } else {
            searchBeside(first, random, progress);
        }
    }

    private Annealing search(boolean forgets, int[] focus, SplittableRandom random) {
        return Annealing.from(placement, forgets, focus, mayMove.apply(placement), random);
    }

    private void searchAlone(Annealing search, SearchProgress progress) {
        search.goOn(1, enough.shareOf(search, progress));
        keep(search);
    }

    private void searchBeside(Annealing first, SplittableRandom random, SearchProgress progress) {
        VmSizes sizes = VmSizes.of(problem.columns());
        SplittableRandom chance = random.split();
        try (Crew crew = new Crew(SEARCHES, threads, progress)) {
            Meetings searches = new Meetings(crew, enough, number -> {
                if (number == 0) {
                    return first;
                }
                SearchPlacement copy = new SearchPlacement(problem);
                copy.goTo(placement.hostIndexByVm(), placement.cost());
                Annealing other = first.beside(copy, sizes, mayMove.apply(copy), chance, number);
                other.follow(Strategy.ofSearch(number, copy, sizes));
                return other;
            });
            searches.run();
            keep(searches.best());
        }
    }

    private void keep(Annealing best) {
        placement.goTo(best.best(), best.bestCost());
    }
}
