// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What was measured, whatever it was, under the time that it was given. */
final class Measurements {

    /** Arrays, as there is one value nearly always, and a month of them must not outweigh the loop that is watched. */
    private final Map<VmId, Map<Long, double[]>> measured = new HashMap<>();

    void add(Instant at, VmId vm, double cores) {
        measured.computeIfAbsent(vm, unknown -> new HashMap<>())
                .merge(slot(at), new double[] {cores}, Measurements::joined);
    }

    private static double[] joined(double[] before, double[] one) {
        double[] both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = one[0];
        return both;
    }

    static long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), World.STEP.toSeconds());
    }

    /** {@return what was measured of a VM in a step} */
    double[] of(VmId vm, Instant step) {
        return measured.getOrDefault(vm, Map.of()).getOrDefault(slot(step), new double[0]);
    }

    void forget(Instant before, Set<VmId> kept) {
        long oldest = slot(before);
        measured.values().forEach(slots -> slots.keySet().removeIf(slot -> slot < oldest));
        measured.keySet().retainAll(kept);
    }
}
