package io.affinity.spi.contention;

import java.time.Duration;
import java.util.Arrays;

/**
 * The hours of a horizon, shared out among its steps so that near ones get more: what is forecast far ahead will be seen again,
 * and better, in time to act. The share of a step falls to {@code 1/e} in a quarter of an hour, or in two steps where these are longer, as
 * there is no other look before the next. Used wherever a cost or a score is added up over time.
 */
public final class StepHours {

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
