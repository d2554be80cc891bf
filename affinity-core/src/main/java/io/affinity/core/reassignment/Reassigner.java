package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Searches for a better placement in several ways at once, and takes the best. Stateless and thread-safe.
 *
 * <p>First each of the strategies that the problem admits is tried in a short run; the one that comes furthest is followed by all. From time to time
 * they meet, and those that are worse go on from where the best one is. The result depends on the seed, on how many searches there are and on what each
 * may look at, not on threads.
 */
public final class Reassigner {

    /** Between two of these shares of the long run all searches meet. */
    private static final int LEGS = 8;

    /** As long as it is hot, the better one is so by chance; so many legs pass without an exchange. */
    private static final int APART = 3;

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
        int rounds = (strategies.size() + all.size() - 1) / all.size();
        Pilot[] pilots = new Pilot[rounds * all.size()];
        for (int round = 0; round < rounds; round++) {
            double from = round * Annealing.PILOT;
            double to = from + Annealing.PILOT;
            int first = round * all.size();
            crew.run(from, to, (number, progress) -> {
                Annealing search = all.get(number);
                Strategy strategy = strategies.get((first + number) % strategies.size());
                pilots[first + number] = search.pilot(strategy, from, to, () -> progress.share(search.count()));
            });
        }
        Pilot best = List.of(pilots).stream()
                .min(Comparator.comparingDouble(Pilot::cost))
                .orElseThrow();
        double from = rounds * Annealing.PILOT;
        all.forEach(search -> search.begin(best, from));
        for (int leg = 0; leg < LEGS; leg++) {
            double start = from + (1 - from) * leg / LEGS;
            double end = leg == LEGS - 1 ? 1 : from + (1 - from) * (leg + 1) / LEGS;
            crew.run(start, end, (number, progress) -> {
                Annealing search = all.get(number);
                search.goOn(end, () -> progress.share(search.count()));
            });
            if (leg >= APART && leg < LEGS - 1) {
                exchange(all);
            }
        }
    }

    private static void exchange(List<Annealing> all) {
        Annealing best = all.stream()
                .min(Comparator.comparingDouble(Annealing::cost))
                .orElseThrow();
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
