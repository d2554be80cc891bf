// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.List;

/**
 * What one contender is worth beside another at one lead: {@code 1 - loss / loss of the other}, 1 for perfect forecasts, negative for
 * worse ones; NaN where both are without loss or nothing was compared.
 *
 * @param pooled of the losses of all VMs added up
 * @param error standard error of that, from what becomes of it without each stretch of time that is as long as the lead (jackknife); NaN
 *     if there are fewer than {@value #LEAST_STRETCHES} such stretches, as chance cannot be told then
 * @param medianOfVms the median over the VMs on which one of the two has a loss; negative infinity where most are forecast perfectly by
 *     the other alone
 * @param clearlyWorse VMs on which the other is better by more than chance gives, twice the standard error; those with the greatest
 *     difference first
 */
public record LeadSkill(double pooled, double error, double medianOfVms, List<Integer> clearlyWorse) {

    /** As few say nothing about chance. */
    public static final int LEAST_STRETCHES = 3;

    /** How many standard errors are beyond chance. */
    private static final double SURE = 2;

    public LeadSkill {
        clearlyWorse = List.copyOf(clearlyWorse);
    }

    /** {@return whether it is better than the other, by more than chance gives} */
    public boolean isClearlyBetter() {
        return pooled - SURE * error > 0;
    }

    /** {@return whether it is worse, by more than chance gives} */
    public boolean isClearlyWorse() {
        return pooled + SURE * error < 0;
    }
}
