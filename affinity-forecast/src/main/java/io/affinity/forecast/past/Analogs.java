// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.forecast.numeric.OrderStatistic;
import java.util.Arrays;

/**
 * How unlike each moment of a past is to its newest one: the sum of squares of the differences in state, in the mean state of the last
 * {@value #WINDOW} steps and in the time of day, in squares of states. Every forecast asks it of a whole fortnight, so it is
 * plain passes over blocks, of which a processor takes several elements at once and which it need not fetch from memory. Immutable.
 */
final class Analogs {

    static final int WINDOW = 12;

    private static final float STATES = 255;
    private static final float DAY_WEIGHT = 0.5f;

    /** One distance in so many is looked at to tell how far the nearest reach. */
    private static final int STRIDE = 16;

    /** So many more of those than there would be in the mean, so that the reach is seldom too short. */
    private static final int MARGIN = 8;

    /** So many moments are taken together, few enough for what is written on the way to stay in the nearest cache. */
    private static final int BLOCK = 256;

    private static final int[] NONE = {};

    private final float[] distances;

    private Analogs(float[] distances) {
        this.distances = distances;
    }

    /**
     * {@return those of a past}
     *
     * @param states at each moment, the newest last
     * @param day how many steps a day has; 1 if there is none
     */
    static Analogs of(byte[] states, int day) {
        float[] distances = new float[states.length];
        Arrays.fill(distances, 0, Math.min(states.length, WINDOW - 1), Float.POSITIVE_INFINITY);
        if (states.length >= WINDOW) {
            float[] ofDay = ofDay(day);
            float[] state = new float[ofDay.length];
            float[] sum = new float[ofDay.length];
            float[] distance = new float[ofDay.length];
            widen(states, states.length - 1, state, sum, ofDay.length - 1);
            float now = state[ofDay.length - 1];
            float nowSum = sum[ofDay.length - 1];
            for (int to = states.length; to >= WINDOW; to -= ofDay.length) {
                int skipped = Math.max(0, WINDOW - 1 - (to - ofDay.length));
                int from = to - ofDay.length + skipped;
                widen(states, from, state, sum, skipped);
                write(state, sum, now, nowSum, ofDay, distance);
                System.arraycopy(distance, skipped, distances, from, to - from);
            }
        }
        return new Analogs(distances);
    }

    /** Writes states, and the sum of the last {@value #WINDOW}, at {@code at} and all places after it. */
    private static void widen(byte[] states, int from, float[] state, float[] sum, int at) {
        int last = 0;
        for (int i = from - WINDOW + 1; i < from; i++) {
            last += states[i] & 0xFF;
        }
        for (int i = at; i < state.length; i++) {
            int now = from + i - at;
            last += states[now] & 0xFF;
            state[i] = states[now] & 0xFF;
            sum[i] = last;
            last -= states[now - WINDOW + 1] & 0xFF;
        }
    }

    /** All at the same index, without which several elements are not taken at once. */
    private static void write(float[] state, float[] sum, float now, float nowSum, float[] ofDay, float[] distance) {
        for (int i = 0; i < distance.length; i++) {
            float difference = state[i] - now;
            float mean = (sum[i] - nowSum) / WINDOW;
            distance[i] = difference * difference + mean * mean + ofDay[i];
        }
    }

    /** What the time of day adds at each step of some whole days, of which the last one ends with the newest moment. */
    private static float[] ofDay(int day) {
        float[] squares = new float[(BLOCK + day - 1) / day * day];
        for (int i = 0; i < squares.length; i++) {
            int ago = i % day;
            float apart = Math.min(ago, day - ago) / (float) day;
            squares[squares.length - 1 - i] = DAY_WEIGHT * STATES * STATES * apart * apart;
        }
        return squares;
    }

    /**
     * {@return the moments before {@code end} that are most like the newest one}
     *
     * @param most how many, if there are three times as many; of those that are as near, the later ones
     */
    int[] nearest(int most, int end) {
        int count = Math.min(most, end / 3);
        if (count < 1) {
            return NONE;
        }
        int[] within = within(reach(count, end), end);
        within = within.length < count ? within(Float.POSITIVE_INFINITY, end) : within;
        float[] their = new float[within.length];
        for (int i = 0; i < their.length; i++) {
            their[i] = distances[within[i]];
        }
        float last = OrderStatistic.of(their, count - 1);
        if (last == Float.POSITIVE_INFINITY) {
            return NONE;
        }
        int[] nearest = new int[count];
        int found = 0;
        for (int moment : within) {
            if (distances[moment] < last) {
                nearest[found++] = moment;
            }
        }
        for (int i = 0; found < count; i++) {
            if (distances[within[i]] == last) {
                nearest[found++] = within[i];
            }
        }
        return nearest;
    }

    /** A distance that is likely to be exceeded by all but a little more than {@code count}. */
    private float reach(int count, int end) {
        float[] sample = new float[(end + STRIDE - 1) / STRIDE];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = distances[i * STRIDE];
        }
        int rank = 3 * count / (2 * STRIDE) + MARGIN;
        return rank < sample.length ? OrderStatistic.of(sample, rank) : Float.POSITIVE_INFINITY;
    }

    /** The moments before {@code end} that are no farther, the latest first. */
    private int[] within(float reach, int end) {
        int most = Float.floatToRawIntBits(reach);
        int[] moments = new int[3 * BLOCK];
        int found = 0;
        for (int to = end; to > 0; to -= BLOCK) {
            if (moments.length - found < BLOCK) {
                moments = Arrays.copyOf(moments, 2 * moments.length);
            }
            for (int i = to - 1; i >= Math.max(0, to - BLOCK); i--) {
                moments[found] = i;
                // One where it is near and zero where it is not, without a branch to guess: bits order as numbers that
                // are not negative.
                found += (Float.floatToRawIntBits(distances[i]) - most - 1) >>> 31;
            }
        }
        return Arrays.copyOf(moments, found);
    }
}
