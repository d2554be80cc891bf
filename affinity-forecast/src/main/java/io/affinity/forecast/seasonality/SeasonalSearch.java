// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import java.util.Arrays;

/**
 * The weights with the least errors, one coordinate at a time on a grid that is as fine as such weights can be told apart. The
 * searches of {@code numeric} are for smooth functions; this one has kinks where a surprise becomes one, and on a grid a pass
 * can be given up as soon as it is sure to be worse.
 *
 * <p>Errors are those one step and {@value #LEAD} steps ahead, so that a remainder that fades and a season are told apart;
 * of each the logarithms of mean absolute and root mean squared error are added: the first is for the median, the second for
 * what happens seldom but is large.
 */
final class SeasonalSearch {

    private static final int LEAD = 12;
    private static final int MOST_PASSES = 2;

    private static final double[] ALPHAS = {0, 0.001, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4};
    private static final double[] PHIS = {0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.96, 0.98, 0.99};
    private static final double[] GAMMAS = {0, 0.02, 0.05, 0.1, 0.2, 0.35};
    private static final double[] PRIORS = {0.1, 0.5, 2};
    private static final int FIRST_ALPHA = 3;
    private static final int FIRST_PHI = 4;
    private static final int FIRST_PRIOR = 1;
    private static final int FIRST_GAMMA = 2;

    private static final double LEAST_GAIN = 1e-9;

    /** After so many values each, a look whether it is worth going on. */
    private static final int LOOK = 256;

    private final SeasonalStart start;
    private final int[] periods;
    private final double[] ahead;
    private final int[] place;
    private double least = Double.POSITIVE_INFINITY;

    private SeasonalSearch(SeasonalStart start, int[] periods, double[] ahead, int alpha, int phi) {
        this.start = start;
        this.periods = periods;
        this.ahead = ahead;
        place = new int[periods.length == 0 ? 2 : 3 + periods.length];
        Arrays.fill(place, FIRST_GAMMA);
        place[0] = alpha;
        place[1] = phi;
        if (periods.length > 0) {
            place[2] = FIRST_PRIOR;
        }
        least = cost();
    }

    /** {@return the best weights without a season} */
    static SeasonalSearch withoutSeasons(SeasonalStart start) {
        double[] ahead = new double[start.values().length];
        return new SeasonalSearch(start, new int[0], ahead, FIRST_ALPHA, FIRST_PHI).searched();
    }

    /** {@return the weights with one more season, good enough to tell whether it helps} */
    SeasonalSearch with(int period) {
        int[] more = Arrays.copyOf(periods, periods.length + 1);
        more[periods.length] = period;
        Arrays.sort(more);
        SeasonalSearch search = new SeasonalSearch(start, more, ahead, FIRST_ALPHA, FIRST_PHI);
        search.pass();
        return search;
    }

    int[] periods() {
        return periods;
    }

    boolean has(int period) {
        return Arrays.stream(periods).anyMatch(known -> known == period);
    }

    /** {@return the errors of the best weights: the less the better; their difference is relative} */
    double least() {
        return least;
    }

    /** {@return this, at the best weights found from here} */
    SeasonalSearch searched() {
        int passes = 0;
        while (passes < MOST_PASSES && pass()) {
            passes++;
        }
        return this;
    }

    /** Goes along each coordinate once. */
    private boolean pass() {
        boolean better = false;
        for (int coordinate = 0; coordinate < place.length; coordinate++) {
            // Where one way is better, the other is not.
            better |= walk(coordinate, 1) || walk(coordinate, -1);
        }
        return better;
    }

    private boolean walk(int coordinate, int direction) {
        boolean better = false;
        int size = grid(coordinate).length;
        while (place[coordinate] + direction >= 0 && place[coordinate] + direction < size) {
            place[coordinate] += direction;
            double cost = cost();
            if (!(cost < least - LEAST_GAIN)) {
                place[coordinate] -= direction;
                break;
            }
            least = cost;
            better = true;
        }
        return better;
    }

    private static double[] grid(int coordinate) {
        return switch (coordinate) {
            case 0 -> ALPHAS;
            case 1 -> PHIS;
            case 2 -> PRIORS;
            default -> GAMMAS;
        };
    }

    /** {@return the best weights found} */
    SeasonalParameters parameters() {
        double[] gammas = new double[periods.length];
        for (int s = 0; s < gammas.length; s++) {
            gammas[s] = GAMMAS[place[3 + s]];
        }
        double prior = PRIORS[periods.length == 0 ? FIRST_PRIOR : place[2]];
        return new SeasonalParameters(ALPHAS[place[0]], PHIS[place[1]], prior, gammas);
    }

    /** {@return the errors of these weights; infinity once they are sure to be no less than the least} */
    private double cost() {
        SeasonalState state = new SeasonalState(start.level(), periods, parameters());
        double[] values = start.values();
        int scored = start.scored();
        MeanErrors next = new MeanErrors(values, scored);
        MeanErrors later = new MeanErrors(values, scored + LEAD);
        for (int i = start.first(); i < values.length; i++) {
            if (i % LOOK == 0 && i > scored && next.logarithm() + later.logarithm() >= least) {
                return Double.POSITIVE_INFINITY;
            }
            double error = state.advance(values[i]);
            if (i >= scored) {
                next.add(error);
                if (i >= scored + LEAD) {
                    later.add(values[i] - ahead[i]);
                }
            }
            if (i >= scored && i + LEAD < values.length) {
                ahead[i + LEAD] = state.ahead(LEAD);
            }
        }
        return next.logarithm() + later.logarithm();
    }

    private static final class MeanErrors {

        /** Instead of no error at all, whose logarithm would beat everything. */
        private static final double LEAST = 1e-300;

        private final int count;
        private double absolute;
        private double squares;

        /** For errors of the values from {@code first} on that are not missing. */
        MeanErrors(double[] values, int first) {
            int known = 0;
            for (int i = first; i < values.length; i++) {
                known += Double.isNaN(values[i]) ? 0 : 1;
            }
            count = known;
        }

        void add(double error) {
            if (!Double.isNaN(error)) {
                absolute += Math.abs(error);
                squares += error * error;
            }
        }

        /** {@return the logarithm of their mean size, or a bound below it before the last one is added} */
        double logarithm() {
            return count == 0 ? 0 : (Math.log(absolute / count + LEAST) + Math.log(squares / count + LEAST) / 2) / 2;
        }
    }
}
