// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * What is remembered of one series: its latest values, the means of its latest slices, and one value of each of these slices, as which
 * its long-run distribution is kept. Takes a value in constant time. Belongs to one model.
 */
final class SeriesTrack {

    static final int FINE = 288;
    static final int SLICES = 336;

    private final Calendar calendar;
    private final RecentValues fine;
    private final RecentValues slices;
    private final RecentValues picks;
    private long slot;
    private int present;
    private double sum;
    private int summed;
    private float pick = Float.NaN;

    /** @param before the slot before the first value */
    SeriesTrack(Calendar calendar, long before) {
        this.calendar = calendar;
        this.slot = before;
        fine = new RecentValues(FINE);
        slices = new RecentValues(SLICES);
        picks = new RecentValues(SLICES);
    }

    SeriesTrack(Calendar calendar, long slot, StateReader in) {
        this.calendar = calendar;
        this.slot = slot;
        fine = new RecentValues(FINE, in);
        slices = new RecentValues(SLICES, in);
        picks = new RecentValues(SLICES, in);
        if (picks.size() != slices.size()) {
            throw in.broken("there must be as many picks as slices");
        }
        present = in.takeInt("a number of values", 0, Integer.MAX_VALUE);
        sum = in.takeNumber("a sum");
        summed = in.takeInt("a number of values", 0, Integer.MAX_VALUE);
        float[] picked = in.takeFloatsOrMissing("a pick");
        if (picked.length != 1) {
            throw in.broken("there must be one pick");
        }
        pick = picked[0];
    }

    void write(StateWriter out) {
        fine.write(out);
        slices.write(out);
        picks.write(out);
        out.putInt(present);
        out.putDouble(sum);
        out.putInt(summed);
        out.putFloats(new float[] {pick}, 1);
    }

    /** Takes the value of the next slot; NaN if it is missing. */
    void observe(double value) {
        slot++;
        float taken = (float) Math.min(Float.MAX_VALUE / 4, value);
        fine.add(taken);
        int place = Math.floorMod(slot, calendar.slice());
        if (!Float.isNaN(taken)) {
            present++;
            sum += taken;
            summed++;
            boolean isPicked = place <= Math.floorMod(mix(calendar.sliceOf(slot)), calendar.slice());
            pick = isPicked || Float.isNaN(pick) ? taken : pick;
        }
        if (place == calendar.slice() - 1) {
            endSlice();
        }
    }

    private void endSlice() {
        slices.add(summed == 0 ? Float.NaN : (float) (sum / summed));
        picks.add(pick);
        sum = 0;
        summed = 0;
        pick = Float.NaN;
    }

    /** Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, figure 16. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    Calendar calendar() {
        return calendar;
    }

    /** {@return the slot of the newest value} */
    long slot() {
        return slot;
    }

    /** {@return how many values were not missing so far} */
    int present() {
        return present;
    }

    /** {@return how many slices are remembered} */
    int sliceSize() {
        return slices.size();
    }

    /** {@return the value so many slots before the newest one; NaN if it is missing or not known any more} */
    float fine(int back) {
        return fine.get(back);
    }

    /** {@return the mean of a slice, 0 being the newest one that has ended; NaN if it is missing or not known any more} */
    float slice(long back) {
        return slices.get(back);
    }

    /** {@return the number of the newest slice that has ended} */
    long newestSlice() {
        return calendar.sliceOf(slot + 1) - 1;
    }

    /** {@return values of the past that stand for all of it, in increasing order: one of each slice, or all where slices are few} */
    double[] sample() {
        boolean isYoung = slices.size() < SLICES / 7 || (calendar.slice() == 1 && slices.size() < FINE);
        double[] sample = new double[isYoung ? fine.size() : slices.size()];
        int size = 0;
        for (int i = 0; i < sample.length; i++) {
            float value = isYoung ? fine.get(i) : picks.get(i);
            if (!Float.isNaN(value)) {
                sample[size++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(sample, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
