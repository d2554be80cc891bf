// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;

/**
 * What followed the moments most like this one: an ensemble of analogs (Lorenz 1969; Delle Monache and others 2013), which for
 * a series that switches between states is its hazard by state, by how long the state has lasted and by time of day, and for one that does
 * not is a distribution about its level. How unlike two moments are is the sum of squares of the differences in state (the place among
 * the past values, in [0, 1]), in the mean state of the last {@value Analogs#WINDOW} steps, which tells how long the state has lasted, and in the time
 * of day (in days). Of leads up to 48, up to a day and beyond, the {@value #NEAREST} most alike moments whose outcome is known count
 * alike; leads in between are interpolated. What no moment can tell is left to the long run.
 */
final class RegimesRule implements PastRule {

    static final PastRule INSTANCE = new RegimesRule();

    private static final int NEAREST = 100;
    private static final int FIRST_REACH = 48;

    private RegimesRule() {}

    @Override
    public String name() {
        return "regimes";
    }

    @Override
    public String description() {
        return "what followed the moments most like this one";
    }

    @Override
    public void forecast(RecentValues values, int day, QuantileLevels levels, double[] means, double[] quantiles) {
        int length = values.size();
        Analogs analogs = Analogs.of(values.states(), day);
        Outcomes outcomes = new Outcomes(values, NEAREST);
        int done = 0;
        int reach = Math.min(means.length, FIRST_REACH);
        while (done < means.length) {
            int[] nearest = analogs.nearest(NEAREST, length - reach);
            int lead = done;
            while (lead < reach) {
                int following = Math.min(reach, lead + spacing(lead, day));
                if (!outcomes.write(nearest, following, levels, means, quantiles)) {
                    break;
                }
                fill(lead, following, levels.size(), means, quantiles);
                lead = following;
            }
            if (lead < reach) {
                rest(lead, values, day, levels, means, quantiles);
                return;
            }
            done = reach;
            reach = reach < day && reach < means.length ? Math.min(means.length, day) : means.length;
        }
    }

    private static int spacing(int lead, int day) {
        return Math.max(1, Math.min(lead / 4, day > 1 ? day / 24 : Analogs.WINDOW));
    }

    /** Interpolates the leads between two, of which the first is 0 if there is none before. */
    private static void fill(int from, int to, int size, double[] means, double[] quantiles) {
        for (int lead = from + 1; lead < to; lead++) {
            double share = (lead - from) / (double) (to - from);
            means[lead - 1] = means[from - 1] + share * (means[to - 1] - means[from - 1]);
            for (int l = 0; l < size; l++) {
                double low = quantiles[(from - 1) * size + l];
                double high = quantiles[(to - 1) * size + l];
                quantiles[(lead - 1) * size + l] = low + share * (high - low);
            }
        }
    }

    private static void rest(
            int from, RecentValues values, int day, QuantileLevels levels, double[] means, double[] quantiles) {
        double[] restMeans = new double[means.length - from];
        double[] restQuantiles = new double[restMeans.length * levels.size()];
        LongRunRule.INSTANCE.forecast(values, day, levels, restMeans, restQuantiles);
        System.arraycopy(restMeans, 0, means, from, restMeans.length);
        System.arraycopy(restQuantiles, 0, quantiles, from * levels.size(), restQuantiles.length);
    }
}
