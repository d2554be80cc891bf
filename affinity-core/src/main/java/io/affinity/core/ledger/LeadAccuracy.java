// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/**
 * How good the forecasts of one series were at one lead, older ones counting exponentially less. Losses are in the unit of the
 * series; shares are in [0, 1].
 *
 * @param lead how many steps ahead
 * @param scored how many forecasts came to be compared with what happened
 * @param pinball mean pinball loss of the quantiles at 0.1, 0.5 and 0.9; Gneiting and Raftery 2007, section 6.1
 * @param persistencePinball that of the last value, with intervals as wide as its errors
 * @param seasonalPinball that of the value a season ago; of persistence where no value is known that long ago
 * @param longRunPinball that of the distribution of the past days, as it was up to twelve steps before the outcome
 * @param coverage80 how often the value was within the 80 % interval
 * @param coverage95 how often it was within the 95 % interval
 * @param below10 how often it was not above the quantile at 0.1
 * @param below50 how often it was not above the median
 * @param below90 how often it was not above the quantile at 0.9
 */
public record LeadAccuracy(
        int lead,
        int scored,
        double pinball,
        double persistencePinball,
        double seasonalPinball,
        double longRunPinball,
        double coverage80,
        double coverage95,
        double below10,
        double below50,
        double below90) {

    /** {@return the skill over persistence: 1 - loss / loss of persistence; 1 is perfect, NaN where both are zero} */
    public double skillOverPersistence() {
        return Skill.of(pinball, persistencePinball);
    }

    /** {@return the skill over seasonal naive, likewise} */
    public double skillOverSeasonalNaive() {
        return Skill.of(pinball, seasonalPinball);
    }

    /** {@return the skill over the long run, likewise} */
    public double skillOverLongRun() {
        return Skill.of(pinball, longRunPinball);
    }
}
