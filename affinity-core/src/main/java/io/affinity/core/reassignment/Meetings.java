// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Comparator;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Several searches at once, which meet towards the end: those that are worse go on from where the best one is. Belongs to the thread of its
 * {@link Crew}, between legs.
 */
final class Meetings {

    /** Shares of all at which the searches meet. Before, one may be better by chance, or as it is at another temperature. */
    private static final double[] MEETINGS = {0.8, 0.9, 1};

    private final Crew crew;
    private final Enough enough;
    private final Annealing[] searches;

    /** @param begin makes a search, on its own thread */
    Meetings(Crew crew, Enough enough, IntFunction<Annealing> begin) {
        this.crew = crew;
        this.enough = enough;
        searches = new Annealing[crew.searches()];
        crew.run(0, 0, (number, progress) -> searches[number] = begin.apply(number));
    }

    /** Lets all searches explore. */
    void explore() {
        crew.run(0, Annealing.PILOT, (number, progress) -> searches[number].explore(share(number, progress)));
    }

    /** Searches to the end, after all have explored. */
    void run() {
        double from = Annealing.PILOT;
        for (double to : MEETINGS) {
            crew.run(from, to, (number, progress) -> searches[number].goOn(to, share(number, progress)));
            if (to < 1 && !enough.isFound()) {
                exchange();
            }
            from = to;
        }
    }

    private DoubleSupplier share(int number, SearchProgress progress) {
        return enough.shareOf(searches[number], progress);
    }

    private void exchange() {
        Annealing best = Stream.of(searches)
                .min(Comparator.comparingDouble(Annealing::cost))
                .orElseThrow();
        for (Annealing each : searches) {
            if (each.cost() > best.cost()) {
                each.goTo(best);
            }
        }
    }

    /** {@return the search that found the best placement} */
    Annealing best() {
        return Stream.of(searches)
                .filter(search -> !enough.isFound() || enough.isFirst(search))
                .min(Comparator.comparingDouble(Annealing::bestCost))
                .orElseThrow();
    }
}
