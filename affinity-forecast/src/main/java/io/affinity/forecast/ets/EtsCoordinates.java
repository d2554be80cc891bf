// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

/**
 * The point of the search that stands for parameters. A smoothing parameter is its share, from 0 to 1, of the range
 * between its bounds (R's "usual" ones), of which some depend on alpha; states stand for themselves. Seasons of more than
 * {@link #LONGEST_FREE_SEASON} steps stay as they start: so many states would cost seconds and are known well enough.
 */
final class EtsCoordinates {

    static final int LONGEST_FREE_SEASON = 24;

    private static final double LEAST = 1e-4;
    private static final double MOST = 1 - 1e-4;
    private static final double LEAST_PHI = 0.8;
    private static final double MOST_PHI = 0.98;

    final int alpha;
    final int beta;
    final int gamma;
    final int phi;
    final int level;
    final int slope;
    final int size;
    private final EtsSpec spec;
    private final EtsStart start;

    EtsCoordinates(EtsSpec spec, EtsStart start) {
        this.spec = spec;
        this.start = start;
        int next = 0;
        alpha = next++;
        beta = spec.trended() ? next++ : -1;
        gamma = spec.seasonal() ? next++ : -1;
        phi = spec.damped() ? next++ : -1;
        level = next++;
        slope = spec.trended() ? next++ : -1;
        boolean free = spec.seasonal() && start.season.length <= LONGEST_FREE_SEASON;
        size = next + (free ? start.season.length - 1 : 0);
    }

    int freeSeasons() {
        return size - firstSeason();
    }

    /** Coordinate of the season of the step 1; those of later steps follow. */
    int firstSeason() {
        return Math.max(level, slope) + 1;
    }

    /** {@return the point at which the smoothing parameters are at these shares of their ranges} */
    double[] point(double alphaShare, double betaShare, double gammaShare, double phiShare) {
        double[] point = new double[size];
        point[alpha] = alphaShare;
        if (beta >= 0) {
            point[beta] = betaShare;
            point[slope] = start.slope;
        }
        if (gamma >= 0) {
            point[gamma] = gammaShare;
        }
        if (phi >= 0) {
            point[phi] = phiShare;
        }
        point[level] = start.level;
        for (int i = 0; i < freeSeasons(); i++) {
            point[firstSeason() + i] = start.season[i + 1];
        }
        return point;
    }

    EtsParameters parameters(double[] point) {
        double a = LEAST + (MOST - LEAST) * point[alpha];
        double[] season = start.season.clone();
        if (freeSeasons() > 0) {
            season[0] = spec.factors() ? season.length : 0;
            for (int i = 1; i < season.length; i++) {
                season[i] = point[firstSeason() + i - 1];
                season[0] -= season[i];
            }
        }
        return new EtsParameters(
                a,
                beta >= 0 ? LEAST + (a - LEAST) * point[beta] : 0,
                gamma >= 0 ? LEAST + (1 - a - LEAST) * point[gamma] : 0,
                phi >= 0 ? LEAST_PHI + (MOST_PHI - LEAST_PHI) * point[phi] : 1,
                point[level],
                slope >= 0 ? point[slope] : 0,
                season);
    }

    /** {@return how many coordinates, from the first one, are shares} */
    int shares() {
        return level;
    }

    double alphaByShare() {
        return MOST - LEAST;
    }

    double betaByShare(double a) {
        return a - LEAST;
    }

    double betaByAlpha(double[] point) {
        return point[beta];
    }

    double gammaByShare(double a) {
        return 1 - a - LEAST;
    }

    double gammaByAlpha(double[] point) {
        return -point[gamma];
    }

    double phiByShare() {
        return MOST_PHI - LEAST_PHI;
    }
}
