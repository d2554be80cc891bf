// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.history;

import io.affinity.spi.demand.Trust;
import java.util.Arrays;

/** The ring of one VM; places are grid slots, resource after resource. */
final class VmHistory {

    static final double ABSURD_RATIO = 2;

    private final int window;
    private final float[] values;
    private final int resources;
    private final long[] firstSeen;
    private final float[] highest;
    private long newest;
    private long lastSeen;

    /** @param newest the newest place, of which nothing is known as of those before */
    VmHistory(int resources, int window, long newest) {
        this.window = window;
        this.resources = resources;
        this.values = new float[resources * window];
        this.firstSeen = new long[resources];
        this.highest = new float[resources];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(firstSeen, Long.MAX_VALUE);
        this.newest = newest;
        this.lastSeen = newest;
    }

    /** {@return the value, or NaN if it is absurd} */
    static double plausible(double value, double allocation) {
        boolean tooMuch = allocation > 0 && value > ABSURD_RATIO * allocation;
        boolean absurd = value < 0 || Double.isInfinite(value) || tooMuch;
        return absurd ? Double.NaN : value;
    }

    int resources() {
        return resources;
    }

    /** The VM is in the observation of the newest place. */
    void seen() {
        lastSeen = newest;
    }

    /** {@return the newest place at which the VM was observed} */
    long lastSeen() {
        return lastSeen;
    }

    void advanceTo(long slot) {
        for (long place = newest + 1; place <= slot; place++) {
            for (int r = 0; r < resources; r++) {
                set(r, place, Double.NaN);
            }
        }
        newest = slot;
    }

    void set(int resource, long place, double value) {
        int index = resource * window + Math.floorMod(place, window);
        float overwritten = values[index];
        values[index] = (float) value;
        if (values[index] >= highest[resource]) {
            highest[resource] = values[index];
        } else if (overwritten == highest[resource]) {
            highest[resource] = highestOf(resource);
        }
        if (place < firstSeen[resource] && !Double.isNaN(value)) {
            firstSeen[resource] = place;
        }
    }

    /** What was found out afterwards; what was measured at the time stays. */
    void recall(int resource, long place, double value) {
        if (Double.isNaN(get(resource, place))) {
            set(resource, place, value);
        }
    }

    private float highestOf(int resource) {
        float most = 0;
        for (int i = resource * window; i < (resource + 1) * window; i++) {
            // What is missing is not greater than anything.
            most = values[i] > most ? values[i] : most;
        }
        return most;
    }

    /** {@return the highest value in the window; zero if there is none} */
    double highest(int resource) {
        return highest[resource];
    }

    double get(int resource, long place) {
        return values[resource * window + Math.floorMod(place, window)];
    }

    /** {@return the value, or NaN where another one has taken its place} */
    double kept(int resource, long place) {
        return place > newest - window ? get(resource, place) : Double.NaN;
    }

    private boolean anyMissing(long place) {
        for (int r = 0; r < resources; r++) {
            if (Double.isNaN(get(r, place))) {
                return true;
            }
        }
        return false;
    }

    long firstKnown(int resource, long slot) {
        for (long place = Math.max(slot - window + 1, firstSeen[resource]); place <= slot; place++) {
            if (!Double.isNaN(get(resource, place))) {
                return place;
            }
        }
        return slot + 1;
    }

    /** {@return how far what was measured in the last {@code span} places up to this one may be believed} */
    Trust trust(long slot, int span) {
        int seen = (int) Math.min(span, slot - firstKnown(0, slot) + 1);
        int missing = 0;
        int missingInARow = 0;
        for (int back = 0; back < seen; back++) {
            if (anyMissing(slot - back)) {
                missingInARow += missingInARow == back ? 1 : 0;
                missing++;
            }
        }
        if (seen == 0 || missingInARow >= Math.min(3, seen) || 2 * missing > seen) {
            return Trust.NONE;
        }
        return missing > 0 ? Trust.LOW : Trust.HIGH;
    }
}
