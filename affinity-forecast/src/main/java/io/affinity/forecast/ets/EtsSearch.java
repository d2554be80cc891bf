// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.numeric.LeastSquaresSearch;
import io.affinity.forecast.numeric.LeastSquaresSearch.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Maximum likelihood from several starts: a few steps from each, then the best two to the end. */
final class EtsSearch {

    /** Shares of the ranges of alpha, beta, gamma and phi: the first is R's start but for alpha. */
    private static final double[][] STARTS = {
        {0.2, 0.1, 0.05, 0.99},
        {0.02, 0.1, 0.05, 0.99},
        {0.5, 0.02, 0.1, 0.9},
        {0.95, 0.05, 0.5, 0.5},
        {0.9, 0.9, 0.02, 0.1}
    };

    private static final Limits FIRST = Limits.ofSteps(1e-10, 7);
    private static final Limits TO_THE_END = Limits.ofSteps(1e-10, 150);
    private static final int FINISHED = 2;

    private EtsSearch() {}

    /** @param values two periods at least, strictly positive where errors are multiplicative */
    static EtsParameters best(EtsSpec spec, double[] values, int period) {
        EtsCoordinates coordinates = new EtsCoordinates(spec, EtsStart.of(spec, values, period));
        EtsObjective objective = new EtsObjective(spec, values, coordinates);
        List<LeastSquaresSearch> searches = new ArrayList<>();
        for (double[] start : STARTS) {
            double[] point = coordinates.point(start[0], start[1], start[2], start[3]);
            LeastSquaresSearch search = new LeastSquaresSearch(objective, point, coordinates.shares());
            search.advance(FIRST);
            searches.add(search);
        }
        searches.sort(Comparator.comparingDouble(LeastSquaresSearch::objective));
        for (LeastSquaresSearch search : searches.subList(0, FINISHED)) {
            search.advance(TO_THE_END);
        }
        searches.sort(Comparator.comparingDouble(LeastSquaresSearch::objective));
        return coordinates.parameters(searches.get(0).point());
    }
}
