// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.smoothing.Trend;
import java.util.ArrayList;
import java.util.List;

/**
 * Which member of the ETS family (Hyndman, Koehler, Ord and Snyder 2008, table 2.1). A multiplicative season goes with
 * multiplicative errors only: with additive ones its variance is unstable, and R excludes it for that reason.
 * Immutable and thread-safe.
 *
 * @param errors how errors act
 * @param trend how the level moves
 * @param season what repeats itself
 */
public record EtsSpec(Errors errors, Trend trend, Season season) {

    /** How errors act on the value. */
    public enum Errors {
        /** Of the same size whatever the value. */
        ADDITIVE,
        /** In proportion to the value; for series of positive values only. */
        MULTIPLICATIVE
    }

    /** What repeats itself with the period. */
    public enum Season {
        /** Nothing. */
        NONE,
        /** Terms added to the level. */
        ADDITIVE,
        /** Factors of the level. */
        MULTIPLICATIVE
    }

    public EtsSpec {
        if (errors == Errors.ADDITIVE && season == Season.MULTIPLICATIVE) {
            throw new IllegalArgumentException("The spec of additive errors with a multiplicative season is unstable;"
                    + " a multiplicative season must go with multiplicative errors.");
        }
    }

    /**
     * {@return the spec of a name: errors A or M, trend N, A or Ad, season N, A or M, for example {@code MAdM}}
     *
     * @throws IllegalArgumentException if it names none
     */
    public static EtsSpec parse(String name) {
        for (EtsSpec spec : all()) {
            if (spec.toString().equals(name)) {
                return spec;
            }
        }
        throw new IllegalArgumentException("The ETS spec (" + name + ") must be one of " + all() + ".");
    }

    /** {@return all specs, simpler ones first} */
    public static List<EtsSpec> all() {
        List<EtsSpec> specs = new ArrayList<>();
        for (Season season : Season.values()) {
            for (Trend trend : Trend.values()) {
                for (Errors errors : Errors.values()) {
                    if (errors == Errors.MULTIPLICATIVE || season != Season.MULTIPLICATIVE) {
                        specs.add(new EtsSpec(errors, trend, season));
                    }
                }
            }
        }
        return List.copyOf(specs);
    }

    boolean relative() {
        return errors == Errors.MULTIPLICATIVE;
    }

    boolean trended() {
        return trend != Trend.NONE;
    }

    boolean damped() {
        return trend == Trend.DAMPED;
    }

    boolean seasonal() {
        return season != Season.NONE;
    }

    boolean factors() {
        return season == Season.MULTIPLICATIVE;
    }

    /** {@return how many smoothing parameters there are} */
    int smoothing() {
        return 1 + (trended() ? 1 : 0) + (seasonal() ? 1 : 0) + (damped() ? 1 : 0);
    }

    /** {@return how many parameters R counts, initial states included and the variance not} */
    int parameters(int period) {
        return smoothing() + 1 + (trended() ? 1 : 0) + (seasonal() ? period - 1 : 0);
    }

    /** {@return the name, such as {@code AAdN}} */
    @Override
    public String toString() {
        String middle =
                switch (trend) {
                    case NONE -> "N";
                    case ADDITIVE -> "A";
                    case DAMPED -> "Ad";
                };
        return errors.name().charAt(0) + middle + season.name().charAt(0);
    }
}
