// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Searches for a better placement in several ways at once, and takes the best. Stateless and thread-safe.
 *
 * <p>The searches follow different strategies, those that suit the shape of the problem. Towards the end they meet, and those that are worse go on
 * from where the best one is. The result depends on the seed, on how many searches there are and on what each may look at, not on threads.
 */
public final class Reassigner {

    private Reassigner() {}

    /**
     * {@return the host of each VM in the best placement that was found; that of the beginning if none was better}
     *
     * @param seed of all chance
     * @param searches how many there are, at least 1
     * @param threads that are started for them, at least 1, and have ended when this returns or throws. Where there are fewer than searches, and the
     *     progress is common to all, they take turns
     * @throws IllegalStateException if a search, the progress or the listener throws, whose message it repeats
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
        VmSizes sizes = VmSizes.of(problem.columns());
        SplittableRandom[] chances = new SplittableRandom[searches];
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.setAll(chances, i -> random.split());
        try (Crew crew = new Crew(searches, threads, progress)) {
            Meetings all = new Meetings(crew, new Enough(Double.NEGATIVE_INFINITY), number -> {
                SearchPlacement placement = new SearchPlacement(problem);
                Annealing search = Annealing.fromAnywhere(placement, sizes, chances[number], number, listener);
                search.follow(Strategy.ofSearch(number, placement, sizes));
                return search;
            });
            all.explore();
            all.run();
            int[] best = all.best().best();
            int[] initial = problem.initialHosts();
            return problem.cost(best) < problem.cost(initial) ? best : initial;
        }
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("The number of " + what + " (" + number + ") must be at least 1.");
        }
    }
}
