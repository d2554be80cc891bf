// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.model;

/**
 * The order (p,d,q)(P,D,Q)s of a seasonal ARIMA model. In the terms of Box and Jenkins, with B the shift to the step
 * before: {@code phi(B) Phi(B^s) (1-B)^d (1-B^s)^D (y - regression) = theta(B) Theta(B^s) e}.
 *
 * @param ar p, the number of autoregressive lags
 * @param differences d
 * @param ma q, the number of moving average lags
 * @param seasonalAr P
 * @param seasonalDifferences D
 * @param seasonalMa Q
 * @param period s in steps; 1 without a season
 * @param constant whether there is a mean or drift
 */
public record ArimaOrder(
        int ar,
        int differences,
        int ma,
        int seasonalAr,
        int seasonalDifferences,
        int seasonalMa,
        int period,
        Constant constant) {

    /** The initial covariance takes the square of the longest lag in memory. */
    private static final int LONGEST_LAG = 2048;

    /** @throws IllegalArgumentException if a part is negative or the longest lag is above 2048 */
    public ArimaOrder {
        int[] parts = {ar, differences, ma, seasonalAr, seasonalDifferences, seasonalMa};
        for (int part : parts) {
            if (part < 0) {
                throw new IllegalArgumentException("The part (" + part + ") of an ARIMA order must not be negative.");
            }
        }
        boolean seasonal = seasonalAr + seasonalDifferences + seasonalMa > 0;
        if (period < 1 || (seasonal && period < 2)) {
            throw new IllegalArgumentException(
                    "The period (" + period + ") must be at least 1, and at least 2 with seasonal parts.");
        }
        if (differences + seasonalDifferences > 1 && constant == Constant.ESTIMATED) {
            throw new IllegalArgumentException("A model with " + (differences + seasonalDifferences)
                    + " differences cannot have a constant: it may be estimated with at most one.");
        }
        long most = Math.max(seasonalDifferences, Math.max(seasonalAr, seasonalMa));
        long longest = Math.max(differences, Math.max(ar, ma)) + most * period;
        if (longest > LONGEST_LAG) {
            throw new IllegalArgumentException(
                    "The longest lag (" + longest + " steps) must be at most " + LONGEST_LAG + ".");
        }
    }

    /** {@return (p,d,q) without a season and without a constant} */
    public static ArimaOrder of(int ar, int differences, int ma) {
        return new ArimaOrder(ar, differences, ma, 0, 0, 0, 1, Constant.NONE);
    }

    /** {@return the same with (P,D,Q) at this period} */
    public ArimaOrder seasonal(int newAr, int newDifferences, int newMa, int newPeriod) {
        return new ArimaOrder(ar, differences, ma, newAr, newDifferences, newMa, newPeriod, constant);
    }

    /** {@return the same with or without a constant} */
    public ArimaOrder with(Constant newConstant) {
        return new ArimaOrder(ar, differences, ma, seasonalAr, seasonalDifferences, seasonalMa, period, newConstant);
    }

    /** {@return how many values the differences use up: d + D s} */
    public int lost() {
        return differences + seasonalDifferences * period;
    }

    /** {@return the number of ARMA parameters: p + q + P + Q} */
    public int coefficients() {
        return ar + ma + seasonalAr + seasonalMa;
    }

    /** {@return how many values there must be to estimate it: two more than there are unknowns and lost values} */
    public int required() {
        return lost() + coefficients() + (constant == Constant.ESTIMATED ? 1 : 0) + 2;
    }

    /** {@return for example {@code (1,0,1)(0,1,1)24 with constant}} */
    @Override
    public String toString() {
        String text = "(" + ar + "," + differences + "," + ma + ")";
        if (period > 1) {
            text += "(" + seasonalAr + "," + seasonalDifferences + "," + seasonalMa + ")" + period;
        }
        return constant == Constant.ESTIMATED ? text + " with constant" : text;
    }
}
