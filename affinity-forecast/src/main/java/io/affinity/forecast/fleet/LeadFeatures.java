// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.util.List;

/**
 * What is known of the time that is forecast: how far away it is, its place in day and week, what the series was then on other days, and
 * what came so far after times that were like this one. Belongs to one thread.
 */
final class LeadFeatures {

    static final List<String> NAMES = List.of(
            "lead",
            "time of day",
            "time of week",
            "same time a day before",
            "same time a week before",
            "mean at this time",
            "most at this time",
            "share high at this time",
            "share high so far after this state",
            "mean so far after alike hours",
            "spread so far after alike hours",
            "least at this time");

    /** Hours whose ranks are this near are alike. */
    private static final double NEAR = 0.15;

    private final SeriesFeatures series;
    private final float[] ranks;
    private final SeriesTrack track;

    LeadFeatures(SeriesFeatures series) {
        this.series = series;
        this.track = series.track();
        ranks = new float[track.sliceSize()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (float) series.scale().rank(track.slice(i));
        }
    }

    /** Writes the features of a lead, at least 1, from a place on. */
    void write(int lead, float[] into, int from) {
        Calendar calendar = track.calendar();
        long target = track.slot() + lead;
        writeTime(calendar, target, lead, into, from);
        long ahead = calendar.sliceOf(target) - track.newestSlice(); // at least 0
        writeSeason(ahead, into, from);
        writeAlike((int) Math.min(ahead, SeriesTrack.SLICES), into, from);
    }

    /** Writes what is known of the time alone. */
    static void writeTime(Calendar calendar, long target, int lead, float[] into, int from) {
        into[from] = (float) Math.log(lead);
        into[from + 1] = calendar.timeOfDay(target);
        into[from + 2] = calendar.timeOfWeek(target);
    }

    private float rank(long back) {
        return back >= 0 && back < ranks.length ? ranks[(int) back] : Float.NaN;
    }

    private void writeSeason(long ahead, float[] into, int from) {
        int day = track.calendar().slicesADay();
        int week = track.calendar().slicesAWeek();
        long first = Math.floorMod(-ahead, day);
        into[from + 3] = rank(first);
        into[from + 4] = rank(Math.floorMod(-ahead, week));
        double sum = 0;
        float most = Float.NaN;
        float least = Float.NaN;
        int known = 0;
        int high = 0;
        for (long back = first; back < ranks.length; back += day) {
            float rank = rank(back);
            if (!Float.isNaN(rank)) {
                sum += rank;
                known++;
                most = most >= rank ? most : rank;
                least = least <= rank ? least : rank;
                high += track.slice(back) > series.border() ? 1 : 0;
            }
        }
        into[from + 5] = (float) (sum / known);
        into[from + 6] = most;
        into[from + 7] = high / (float) known;
        into[from + 11] = least;
    }

    private void writeAlike(int ahead, float[] into, int from) {
        int stateKnown = 0;
        int stateHigh = 0;
        int alike = 0;
        double sum = 0;
        double squares = 0;
        float now = rank(0);
        for (int back = Math.max(1, ahead); back < ranks.length; back++) {
            float then = ranks[back];
            float after = ranks[back - ahead];
            if (Float.isNaN(then) || Float.isNaN(after)) {
                continue;
            }
            if (track.slice(back) > series.border() == series.run().isHigh()) {
                stateKnown++;
                stateHigh += track.slice(back - ahead) > series.border() ? 1 : 0;
            }
            if (Math.abs(then - now) <= NEAR) {
                alike++;
                sum += after;
                squares += (double) after * after;
            }
        }
        double mean = sum / alike;
        into[from + 8] = stateHigh / (float) stateKnown;
        into[from + 9] = (float) mean;
        into[from + 10] = (float) Math.sqrt(Math.max(0, squares / alike - mean * mean));
    }
}
