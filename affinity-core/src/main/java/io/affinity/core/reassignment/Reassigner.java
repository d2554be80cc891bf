// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Searches for a better placement in several ways at once, and takes the best. Stateless and thread-safe.
 *
 * <p>The searches follow different strategies, those that suit the shape of the problem. Towards the end they meet, and those that are worse go on
 * from where the best one is. The result depends on the seed, on how many searches there are and on what each may look at, not on threads.
 */
public final class Reassigner {

    /** Shares of all at which the searches meet. Before, one may be better by chance, or as it is at another temperature. */
    private static final double[] MEETINGS = {0.8, 0.9, 1};

    private Reassigner() {}

    /**
     * {@return the host of each VM in the best placement that was found; that of the beginning if none was better}
     *
     * @param seed of all chance
     * @param searches how many there are, at least 1
     * @param threads that are started for them, at least 1, and have ended when this returns or throws. Where there are fewer than searches, and the
     *     progress is common to all, they take turns
     * @throws IllegalStateException if a search, the progress or the listener throws, whose message it repeats, or if this thread is interrupted
     */
    public static int[] search(
            Reassignment problem,
            long seed,
            int searches,
            int threads,
            SearchProgress progress,
            SearchListener listener) {
        requirePositive("searches", searches);
        requirePositive("threads", threads);
        SplittableRandom random = new SplittableRandom(seed);
        VmSizes sizes = VmSizes.of(problem.columns());
        List<Annealing> all = new ArrayList<>();
        for (int i = 0; i < searches; i++) {
            all.add(Annealing.fromAnywhere(new SearchPlacement(problem), sizes, random.split(), i, listener));
        }
        try (Crew crew = new Crew(searches, threads, progress)) {
            run(all, Strategy.of(sizes), crew);
        }
        return best(problem, all);
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("The number of " + what + " (" + number + ") must be at least 1.");
        }
    }

    private static void run(List<Annealing> all, List<Strategy> strategies, Crew crew) {
        double from = 0;
        for (double to : MEETINGS) {
            double start = from;
            crew.run(start, to, (number, progress) -> {
                Annealing search = all.get(number);
                DoubleSupplier share = () -> progress.share(search.count());
                if (start == 0) {
                    search.start(strategies.get(number % strategies.size()), share);
                }
                search.goOn(to, share);
            });
            if (to < 1) {
                exchange(all);
            }
            from = to;
        }
    }

    private static void exchange(List<Annealing> all) {
        Annealing best =
                all.stream().min(Comparator.comparingDouble(Annealing::cost)).orElseThrow();
        for (Annealing each : all) {
            if (each.cost() > best.cost()) {
                each.goTo(best);
            }
        }
    }

    private static int[] best(Reassignment problem, List<Annealing> all) {
        int[] best = problem.initialHosts();
        double least = problem.cost(best);
        for (Annealing search : all) {
            double cost = problem.cost(search.best());
            if (cost < least) {
                best = search.best();
                least = cost;
            }
        }
        return best;
    }
}
