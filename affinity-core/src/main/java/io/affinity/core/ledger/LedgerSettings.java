// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import java.util.List;

/**
 * How forecasts are judged. Steps are those of the control loop.
 *
 * <p>A forecast is demoted when one of these holds, and a demoted one is promoted when the first or the third holds the other
 * way round against the reference in use:
 *
 * <ol>
 *   <li>after {@code minimum} scored steps, its mean loss is above that of persistence by more than {@code clearly} standard
 *       errors, where the standard error allows for losses that are dependent over the longest lead;
 *   <li>its mean loss over the last {@code recent} steps is more than {@code gross} times that of persistence;
 *   <li>its mean loss has not been below that of persistence for {@code memory} steps in a row.
 * </ol>
 *
 * <p>Source of the first rule: Diebold and Mariano, "Comparing Predictive Accuracy", J. Business and Economic Statistics 13
 * (1995), with exponential weights and, as their section 1.1 has it, dependence up to the horizon.
 *
 * @param leads how many steps ahead the forecasts are scored, increasing, each at least 1
 * @param memory over how many steps scores are forgotten, exponentially; at least {@code minimum}. The record of a demoted
 *     forecast forgets three times as fast, so that one that was mended comes back soon
 * @param minimum scored steps before anything is concluded, at least 2
 * @param clearly standard errors that make a difference clear, not negative
 * @param recent over how many steps gross failure is judged, at least 2
 * @param gross the ratio of losses that is gross failure, above 1
 */
public record LedgerSettings(List<Integer> leads, int memory, int minimum, double clearly, int recent, double gross) {

    /** Leads of 1, 3, 6 and 12 steps; a memory of 288 steps, which is a day of five-minute steps. */
    public static final LedgerSettings DEFAULT = new LedgerSettings(List.of(1, 3, 6, 12), 288, 72, 1.5, 36, 2);

    public LedgerSettings {
        leads = List.copyOf(leads);
        int previous = 0;
        for (int lead : leads) {
            if (lead <= previous) {
                throw new IllegalArgumentException("The leads " + leads + " must be at least 1 and increase.");
            }
            previous = lead;
        }
        if (leads.isEmpty() || minimum < 2 || memory < minimum || recent < 2) {
            throw new IllegalArgumentException("The leads " + leads + " must not be empty, the minimum (" + minimum
                    + ") and the recent steps (" + recent + ") at least 2, and the memory (" + memory
                    + ") at least the minimum.");
        }
        if (!(clearly >= 0) || !(gross > 1)) {
            throw new IllegalArgumentException("The standard errors (" + clearly
                    + ") must not be negative, and the ratio of gross failure (" + gross + ") must be above 1.");
        }
    }
}
