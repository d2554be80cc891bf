// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/** How much is done to find start values and parameters. */
public enum Effort {
    /** The start values of R's {@code HoltWinters}, and the least squares over the whole history to many digits. */
    THOROUGH,
    /**
     * For many or long series: start values are the mean of up to 7 periods, least squares are taken over the newest
     * values alone ({@value RecentStart#LEARNED} values or 4 periods), and to two digits, which is less than what such
     * parameters vary by anyway. A season then needs one and a quarter periods, not two; while its weight cannot be learned
     * because hardly any part of it was seen again, it is 0.2. Where a shorter period of the request divides that of
     * the season, as the day does the week, parts of the season that are alike begin as their mean.
     */
    QUICK
}
