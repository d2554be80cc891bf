// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import java.util.List;

/**
 * Where in the array of a series its numbers are: first the means of each lead, then the error sizes of persistence and seasonal naive for each
 * lead, then the standing, the long run, then the predictions that wait for their outcome. Immutable and thread-safe.
 *
 * <p>A lead of {@code L} steps has {@code L} places for predictions that wait; the prediction made at grid place {@code o} is
 * at {@code o mod L}, which is free again when its step comes.
 */
final class SeriesLayout {

    /** What is kept of a lead. */
    static final int SCORED = 0;

    static final int MODEL = 1;
    static final int PERSISTENCE = 2;
    static final int SEASONAL = 3;
    static final int LONG_RUN = 4;
    static final int COVERED_80 = 5;
    static final int COVERED_95 = 6;
    static final int BELOW_10 = 7;
    static final int BELOW_50 = 8;
    static final int BELOW_90 = 9;
    static final int MEANS = 10;

    /** What is kept of the long run: whether it is known, and its quantiles at 0.1, 0.5 and 0.9. */
    static final int PAST = 4;

    /** What waits: quantiles at 0.025, 0.1, 0.5, 0.9 and 0.975, and the last value known at the origin. */
    static final int PREDICTED = 6;

    private final int[] leads;
    private final int[] firstPlace;
    private final int places;

    SeriesLayout(List<Integer> leads) {
        this.leads = leads.stream().mapToInt(Integer::intValue).toArray();
        this.firstPlace = new int[this.leads.length];
        int next = 0;
        for (int l = 0; l < this.leads.length; l++) {
            firstPlace[l] = next;
            next += this.leads[l];
        }
        this.places = next;
    }

    int leads() {
        return leads.length;
    }

    /** {@return how many steps ahead the lead with this index looks} */
    int lead(int index) {
        return leads[index];
    }

    int longestLead() {
        return leads[leads.length - 1];
    }

    /** {@return how many predictions can wait} */
    int places() {
        return places;
    }

    /** {@return the number of the place where the prediction of an origin waits} */
    int place(int lead, long origin) {
        return firstPlace[lead] + (int) Math.floorMod(origin, (long) leads[lead]);
    }

    int means(int lead) {
        return lead * MEANS;
    }

    /** {@return where the error sizes of a shadow begin: 0 for persistence, 1 for seasonal naive} */
    int errors(int shadow, int lead) {
        return leads.length * MEANS + (shadow * leads.length + lead) * ErrorSizes.LENGTH;
    }

    int standing() {
        return leads.length * (MEANS + 2 * ErrorSizes.LENGTH);
    }

    /** {@return where the long run is kept} */
    int past() {
        return standing() + StandingRule.LENGTH;
    }

    /** {@return where what waits begins, and what must survive a restart ends} */
    int pending() {
        return past() + PAST;
    }

    int pending(int place) {
        return pending() + place * PREDICTED;
    }

    int length() {
        return pending(places);
    }
}
