// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import java.time.Duration;
import java.util.Arrays;

/**
 * The hours of a horizon, shared out among its steps so that near ones get more: what is forecast far ahead will be seen again,
 * and better, in time to act. The share of a step falls to {@code 1/e} in a quarter of an hour, or in two steps where these are longer, as
 * there is no other look before the next. Used wherever a cost is added up over time.
 *
 * <p>This is the one place that says how time is discounted. A risk score, which is no cost but an alarm that must sound early
 * enough, falls more slowly: by {@link #RISK_DISCOUNT} from step to step.
 */
public final class StepHours {

    /** What a step counts in a risk score, as a share of what the step before it counts. */
    public static final double RISK_DISCOUNT = 0.95;

    private static final double FORESIGHT_HOURS = 0.25;
    private static final double FEWEST_STEPS = 2;

    private StepHours() {}

    /**
     * {@return the hours of each step, falling, of which the sum is the length of the horizon}
     *
     * @param step positive
     * @param steps at least 1
     */
    public static double[] of(Duration step, int steps) {
        double stepHours = step.toNanos() / 3.6e12;
        double discount = Math.exp(-stepHours / Math.max(FORESIGHT_HOURS, FEWEST_STEPS * stepHours));
        double[] hours = new double[steps];
        Arrays.setAll(hours, t -> Math.pow(discount, t));
        double total = Arrays.stream(hours).sum();
        Arrays.setAll(hours, t -> stepHours * steps * hours[t] / total);
        return hours;
    }
}
