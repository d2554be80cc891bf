// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.forecast.numeric.OrderStatistic;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/**
 * What followed the moments most like this one: an ensemble of analogs (Lorenz 1969; Delle Monache and others 2013), which for
 * a series that switches between states is its hazard by state, by how long the state has lasted and by time of day, and for one that does
 * not is a distribution about its level. How unlike two moments are is the sum of squares of the differences in state (the place among
 * the past values, in [0, 1]), in the mean state of the last {@value #WINDOW} steps, which tells how long the state has lasted, and in the time
 * of day (in days). Of leads up to 48, up to a day and beyond, the {@value #NEAREST} most alike moments whose outcome is known count
 * alike; leads in between are interpolated. What no moment can tell is left to the long run.
 */
final class RegimesRule implements PastRule {

    static final PastRule INSTANCE = new RegimesRule();

    private static final int WINDOW = 12;
    private static final int NEAREST = 100;
    private static final int LEAST = 10;
    private static final int FIRST_REACH = 48;
    private static final float STATES = 255;
    private static final float DAY_WEIGHT = 0.5f;

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
        float[] past = new float[length];
        byte[] states = new byte[length];
        values.copy(past, states);
        float[] distances = distances(states, day);
        float[] outcomes = new float[NEAREST];
        int done = 0;
        int reach = Math.min(means.length, FIRST_REACH);
        while (done < means.length) {
            int[] nearest = nearest(distances, length - reach);
            int lead = done;
            while (lead < reach && nearest.length >= LEAST) {
                int following = Math.min(reach, lead + spacing(lead, day));
                if (!outcome(past, nearest, following, outcomes, levels, means, quantiles)) {
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
        return Math.max(1, Math.min(lead / 4, day > 1 ? day / 24 : WINDOW));
    }

    /** How unlike each moment is to the newest, in squares of states. */
    private static float[] distances(byte[] states, int day) {
        int length = states.length;
        float[] ofDay = ofDay(day);
        float[] distances = new float[length];
        int last = length - 1;
        int now = states[last] & 0xFF;
        int nowSum = 0;
        for (int i = Math.max(0, length - WINDOW); i < length; i++) {
            nowSum += states[i] & 0xFF;
        }
        int window = Math.min(WINDOW, length);
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += states[i] & 0xFF;
            sum -= i >= window ? states[i - window] & 0xFF : 0;
            int difference = (states[i] & 0xFF) - now;
            float mean = (sum - nowSum) / (float) window;
            distances[i] = i < window - 1
                    ? Float.POSITIVE_INFINITY
                    : difference * difference + mean * mean + ofDay[(last - i) % ofDay.length];
        }
        return distances;
    }

    private static float[] ofDay(int day) {
        float[] squares = new float[Math.max(1, day)];
        for (int i = 0; i < squares.length; i++) {
            float apart = Math.min(i, squares.length - i) / (float) squares.length;
            squares[i] = DAY_WEIGHT * STATES * STATES * apart * apart;
        }
        return squares;
    }

    /** The indices of the nearest moments before {@code end}, a later one before an earlier one that is as near. */
    private static int[] nearest(float[] distances, int end) {
        int count = Math.min(NEAREST, end / 3);
        if (count < 1) {
            return new int[0];
        }
        float most = OrderStatistic.ofLow(distances, end, count - 1);
        int[] nearest = new int[count];
        int found = 0;
        for (int i = end - 1; i >= 0; i--) {
            found = distances[i] < most ? put(nearest, found, i) : found;
        }
        for (int i = end - 1; i >= 0 && found < count; i--) {
            found = distances[i] == most && most < Float.POSITIVE_INFINITY ? put(nearest, found, i) : found;
        }
        return Arrays.copyOf(nearest, found);
    }

    private static int put(int[] into, int at, int value) {
        into[at] = value;
        return at + 1;
    }

    /** Writes what followed {@code lead} steps after the nearest moments; false if too little is known. */
    private static boolean outcome(
            float[] past,
            int[] nearest,
            int lead,
            float[] outcomes,
            QuantileLevels levels,
            double[] means,
            double[] quantiles) {
        int count = 0;
        double sum = 0;
        for (int moment : nearest) {
            float value = past[moment + lead];
            if (!Float.isNaN(value)) {
                outcomes[count++] = value;
                sum += value;
            }
        }
        if (count < LEAST) {
            return false;
        }
        Arrays.sort(outcomes, 0, count);
        Sample.quantiles(outcomes, count, levels, quantiles, (lead - 1) * levels.size());
        means[lead - 1] = sum / count;
        return true;
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
