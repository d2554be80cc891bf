package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was measured, whatever it was, under the time that it was given. */
final class Measurements {

    private final Map<VmId, Map<Long, Set<Double>>> measured = new HashMap<>();

    void add(Instant at, VmId vm, double cores) {
        measured.computeIfAbsent(vm, unknown -> new HashMap<>())
                .computeIfAbsent(slot(at), unknown -> new HashSet<>())
                .add(cores);
    }

    static long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), World.STEP.toSeconds());
    }

    /** {@return what was measured of a VM in a step} */
    Set<Double> of(VmId vm, Instant step) {
        return measured.getOrDefault(vm, Map.of()).getOrDefault(slot(step), Set.of());
    }

    void forget(Instant before, Set<VmId> kept) {
        long oldest = slot(before);
        measured.values().forEach(slots -> slots.keySet().removeIf(slot -> slot < oldest));
        measured.keySet().retainAll(kept);
    }
}
