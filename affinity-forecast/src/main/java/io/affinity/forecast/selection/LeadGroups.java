// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

/** Leads that are judged together: up to an hour of five-minute steps, four hours, twelve hours, and beyond. */
final class LeadGroups {

    static final int COUNT = 4;

    private static final int[] LAST = {12, 48, 144};

    /** About the middle lead of each group, where its weights hold. */
    private static final double[] CENTERS = {6, 30, 96, 216};

    private LeadGroups() {}

    /** {@return the group of a lead, at least 1} */
    static int of(int lead) {
        int group = 0;
        while (group < LAST.length && lead > LAST[group]) {
            group++;
        }
        return group;
    }

    /**
     * {@return a number at a lead}
     *
     * @param first at lead 1
     * @param byGroup at the middle of each group
     */
    static double at(int lead, double first, double[] byGroup) {
        double from = 1;
        double low = first;
        for (int group = 0; group < COUNT; group++) {
            if (lead <= CENTERS[group]) {
                return low + (lead - from) / (CENTERS[group] - from) * (byGroup[group] - low);
            }
            from = CENTERS[group];
            low = byGroup[group];
        }
        return low;
    }
}
