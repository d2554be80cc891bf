// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.history.DemandHistory;
import io.affinity.core.ledger.StandingRule.References;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The record of one series: what was predicted and waits for its outcome, how good the predictions were, and how good those of
 * the references were meanwhile. One array, whose places {@link SeriesLayout} names.
 *
 * <p>The shadows' intervals are as wide as their errors were up to the step before the outcome. The forecaster, whose
 * intervals are as old as the lead, has a slightly harder time than its reference.
 */
final class SeriesScores {

    private static final double[] LEVELS = {0.025, 0.1, 0.5, 0.9, 0.975};
    private static final int LAST_KNOWN = 5;

    /** Every so many steps the long run is looked at anew. */
    private static final int REFRESH = 12;

    private final SeriesLayout layout;
    private final float[] state;

    /**
     * What is the same for all series.
     *
     * @param season steps of the season of the seasonal shadow; 0 for none
     * @param memory of the scores, in steps
     */
    record Judge(StandingRule rule, int season, int memory) {}

    SeriesScores(SeriesLayout layout) {
        this.layout = layout;
        this.state = new float[layout.length()];
        forgetPending();
    }

    float[] state() {
        return state;
    }

    SeriesStanding standing() {
        return StandingRule.standing(state, layout.standing());
    }

    /**
     * Looks at numbers that came from elsewhere: NaN is for predictions only, and a standing for the words of {@link SeriesStanding}.
     *
     * @throws IllegalArgumentException if one cannot be
     */
    void requireSound() {
        for (int i = 0; i < layout.pending(); i++) {
            SnapshotChecks.finite("score of a series", state[i]);
        }
        for (int l = 0; l < layout.leads(); l++) {
            SnapshotChecks.finiteNotNegative("number of scores", state[layout.means(l) + SeriesLayout.SCORED]);
        }
        StandingRule.requireSound(state, layout.standing());
    }

    void forgetPending() {
        Arrays.fill(state, layout.pending(), state.length, Float.NaN);
    }

    /** Remembers what was forecast at an origin, and the last value that was known then. */
    void expect(long origin, Forecast forecast, double last) {
        for (int l = 0; l < layout.leads(); l++) {
            int at = layout.pending(layout.place(l, origin));
            int step = layout.lead(l) - 1;
            if (step < forecast.steps()) {
                for (int q = 0; q < LEVELS.length; q++) {
                    state[at + q] = (float) forecast.quantileAt(LEVELS[q], step);
                }
                state[at + LAST_KNOWN] = (float) last;
            } else {
                state[at] = Float.NaN;
            }
        }
    }

    /** Remembers that nothing was forecast at an origin. */
    void expectNothing(long origin) {
        for (int l = 0; l < layout.leads(); l++) {
            state[layout.pending(layout.place(l, origin))] = Float.NaN;
        }
    }

    /**
     * Compares the value of the newest step with what was predicted for it; nothing happens where it is missing.
     *
     * @param waits whether the prediction at each place was made for the newest step
     * @param allocation of the VM; zero if it is not known
     */
    void settle(DemandHistory history, VmId vm, int resource, boolean[] waits, double allocation, Judge judge) {
        int memory = judge.memory();
        double value = history.at(vm, resource, history.slot());
        if (Double.isNaN(value)) {
            return;
        }
        double model = 0;
        References now = References.NONE;
        References usual = References.NONE;
        boolean any = false;
        for (int l = 0; l < layout.leads(); l++) {
            int place = layout.place(l, history.slot());
            int at = layout.pending(place);
            if (!waits[place] || Float.isNaN(state[at]) || Float.isNaN(state[at + LAST_KNOWN])) {
                continue;
            }
            any = true;
            double last = state[at + LAST_KNOWN];
            double seasonAgo = seasonAgo(history, vm, resource, judge.season(), layout.lead(l), last);
            model += scoreModel(l, at, value, memory);
            now = now.plus(
                    scoreShadow(0, SeriesLayout.PERSISTENCE, l, value, last, memory),
                    scoreShadow(1, SeriesLayout.SEASONAL, l, value, seasonAgo, memory),
                    scoreLongRun(l, value, memory));
            usual = usual.plus(
                    usual(l, SeriesLayout.PERSISTENCE),
                    usual(l, SeriesLayout.SEASONAL),
                    usual(l, SeriesLayout.LONG_RUN));
        }
        if (any) {
            judge.rule().add(state, layout.standing(), new StandingRule.Losses(model, now, usual, allocation));
        }
        if (state[layout.past()] == 0 || history.slot() % REFRESH == 0) {
            look(LongRun.of(history.values(vm, resource), history.slot(), history.window(), history.step()));
        }
    }

    private double usual(int lead, int kind) {
        return state[layout.means(lead) + kind];
    }

    private void look(LongRun longRun) {
        if (!longRun.isEmpty()) {
            int past = layout.past();
            state[past] = 1;
            state[past + 1] = (float) longRun.quantile(0.1);
            state[past + 2] = (float) longRun.quantile(0.5);
            state[past + 3] = (float) longRun.quantile(0.9);
        }
    }

    /** The newest value of the same place in the season that was known at the origin; the last value where there is none. */
    private static double seasonAgo(
            DemandHistory history, VmId vm, int resource, int season, int lead, double otherwise) {
        if (season == 0) {
            return otherwise;
        }
        int back = season * ((lead + season - 1) / season);
        double value = back < history.window() ? history.at(vm, resource, history.slot() - back) : Double.NaN;
        return Double.isNaN(value) ? otherwise : value;
    }

    private double scoreModel(int lead, int at, double value, int memory) {
        int means = layout.means(lead);
        state[means + SeriesLayout.SCORED] = Math.min(state[means + SeriesLayout.SCORED] + 1, 1 << 20);
        double weight = weight(lead, memory);
        double loss = Pinball.loss(value, state[at + 1], state[at + 2], state[at + 3]);
        remember(means + SeriesLayout.MODEL, loss, weight);
        remember(means + SeriesLayout.COVERED_80, isWithin(value, state[at + 1], state[at + 3]), weight);
        remember(means + SeriesLayout.COVERED_95, isWithin(value, state[at], state[at + 4]), weight);
        remember(means + SeriesLayout.BELOW_10, value <= state[at + 1] ? 1 : 0, weight);
        remember(means + SeriesLayout.BELOW_50, value <= state[at + 2] ? 1 : 0, weight);
        remember(means + SeriesLayout.BELOW_90, value <= state[at + 3] ? 1 : 0, weight);
        return loss;
    }

    private double weight(int lead, int memory) {
        return Math.max(1 / state[layout.means(lead) + SeriesLayout.SCORED], 1.0 / memory);
    }

    private static double isWithin(double value, double low, double high) {
        return value >= low && value <= high ? 1 : 0;
    }

    private double scoreShadow(int shadow, int mean, int lead, double value, double middle, int memory) {
        int errors = layout.errors(shadow, lead);
        double width = ErrorSizes.of80(state, errors);
        double loss = Pinball.loss(value, middle - width, middle, middle + width);
        double weight = weight(lead, memory);
        remember(layout.means(lead) + mean, loss, weight);
        double count = state[layout.means(lead) + SeriesLayout.SCORED];
        ErrorSizes.add(state, errors, value - middle, count, weight);
        return loss;
    }

    private double scoreLongRun(int lead, double value, int memory) {
        int past = layout.past();
        double loss = Pinball.loss(value, state[past + 1], state[past + 2], state[past + 3]);
        remember(layout.means(lead) + SeriesLayout.LONG_RUN, loss, weight(lead, memory));
        return loss;
    }

    private void remember(int at, double value, double weight) {
        state[at] += (float) (weight * (value - state[at]));
    }

    /** {@return how far the reference's quantile is from its middle, some steps ahead} */
    double offset(SeriesStanding reference, double level, int ahead) {
        int shadow = reference == SeriesStanding.SEASONAL_NAIVE ? 1 : 0;
        int above = 0;
        while (above < layout.leads() - 1 && layout.lead(above) < ahead) {
            above++;
        }
        double value = ErrorSizes.offset(state, layout.errors(shadow, above), level);
        int lead = layout.lead(above);
        if (ahead > lead && shadow == 0) {
            // The error of persistence grows like that of a random walk where nothing else is known.
            return value * Math.sqrt((double) ahead / lead);
        }
        if (ahead >= lead || above == 0) {
            return value;
        }
        double below = ErrorSizes.offset(state, layout.errors(shadow, above - 1), level);
        int from = layout.lead(above - 1);
        return below + (value - below) * (ahead - from) / (lead - from);
    }

    /** {@return the scores of the leads at which anything was scored} */
    List<LeadAccuracy> accuracy() {
        List<LeadAccuracy> leads = new ArrayList<>(layout.leads());
        for (int l = 0; l < layout.leads(); l++) {
            int at = layout.means(l);
            if (state[at + SeriesLayout.SCORED] > 0) {
                leads.add(new LeadAccuracy(
                        layout.lead(l),
                        (int) state[at + SeriesLayout.SCORED],
                        state[at + SeriesLayout.MODEL],
                        state[at + SeriesLayout.PERSISTENCE],
                        state[at + SeriesLayout.SEASONAL],
                        state[at + SeriesLayout.LONG_RUN],
                        state[at + SeriesLayout.COVERED_80],
                        state[at + SeriesLayout.COVERED_95],
                        state[at + SeriesLayout.BELOW_10],
                        state[at + SeriesLayout.BELOW_50],
                        state[at + SeriesLayout.BELOW_90]));
            }
        }
        return leads;
    }

    /** {@return what losses are measured by: the allocation, or the loss of persistence where that is not known} */
    double scale() {
        double allocation = StandingRule.allocation(state, layout.standing());
        return allocation > 0 ? allocation : sum(SeriesLayout.PERSISTENCE);
    }

    /** {@return the remembered number of this kind, summed over the leads} */
    double sum(int kind) {
        double sum = 0;
        for (int l = 0; l < layout.leads(); l++) {
            sum += state[layout.means(l) + kind];
        }
        return sum;
    }
}
