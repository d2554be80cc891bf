package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Searches for a better placement from several beginnings at once, and takes the best. Stateless and thread-safe. */
public final class Reassigner {

    private Reassigner() {}

    /**
     * {@return the host of each VM in the best placement that was found; that of the beginning if none was better}
     *
     * @param seed of all chance
     * @param searches how many there are, each with a thread of its own; the result depends on it, not on which thread is faster
     */
    public static int[] search(
            Reassignment problem, long seed, int searches, SearchProgress progress, SearchListener listener) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Annealing> all = new ArrayList<>();
        for (int i = 0; i < searches; i++) {
            all.add(Annealing.fromAnywhere(new SearchPlacement(problem), random.split(), progress, i, listener));
        }
        int[] best = problem.initialHosts();
        double least = Double.POSITIVE_INFINITY;
        for (int[] found : runAll(all)) {
            double cost = problem.cost(found);
            if (cost < least) {
                best = found;
                least = cost;
            }
        }
        return best;
    }

    private static List<int[]> runAll(List<Annealing> all) {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<Future<int[]>> futures = new ArrayList<>();
            all.forEach(each -> futures.add(threads.submit(each::run)));
            List<int[]> found = new ArrayList<>();
            for (Future<int[]> future : futures) {
                found.add(future.get());
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A search failed: " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
