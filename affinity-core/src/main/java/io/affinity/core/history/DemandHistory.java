package io.affinity.core.history;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import io.affinity.spi.telemetry.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The recent demand of every VM on one regular grid, and how far it may be believed. Not thread-safe: it belongs to the
 * control loop.
 *
 * <p>This is the one place where measurements are judged. A value that is negative, infinite or more than
 * {@value #ABSURD_RATIO} times what the VM was promised, where it was promised anything, counts as missing. An observation that is not newer than the last
 * one is a duplicate or a clock that went back, and is ignored. Grid places without an observation are missing. A clock that
 * jumps ahead by more than the whole window starts history anew.
 *
 * <p>A VM's history belongs to the VM, wherever it runs. Memory: four bytes a value.
 */
public final class DemandHistory {

    private static final double ABSURD_RATIO = 2;

    /** Trust looks at the last hour of five-minute steps: long enough to see a gap, short enough to forgive it. */
    private static final int TRUST_WINDOW = 12;

    private final Duration step;
    private final int window;
    private final Map<VmId, VmHistory> byVm = new HashMap<>();
    private long slot = Long.MIN_VALUE;

    /**
     * @param step of the grid, positive
     * @param window how many steps are kept, at least {@value #TRUST_WINDOW}
     */
    public DemandHistory(Duration step, int window) {
        if (step.isNegative() || step.isZero() || window < TRUST_WINDOW) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive and the window (" + window
                    + " steps) at least " + TRUST_WINDOW + ".");
        }
        this.step = step;
        this.window = window;
    }

    /** What became of an observation. */
    public enum Verdict {
        /** It is the newest and was taken. */
        TAKEN,
        /** It belongs to a step that is already known, or to the past: nothing was changed. */
        STALE
    }

    /**
     * Takes one observation.
     *
     * @param source asked for the past of VMs that are seen for the first time
     */
    public Verdict record(Observation observation, TelemetrySource source) {
        Fleet fleet = observation.fleet();
        long observed = slotOf(fleet.observedAt());
        if (observed <= slot) {
            return Verdict.STALE;
        }
        if (slot != Long.MIN_VALUE && observed - slot > window) {
            byVm.clear();
        }
        slot = observed;
        byVm.keySet().removeIf(vm -> !fleet.contains(vm));
        int resources = fleet.resources().size();
        for (int v = 0; v < fleet.vms().size(); v++) {
            Vm vm = fleet.vms().get(v);
            VmHistory history = byVm.get(vm.id());
            if (history == null) {
                history = recall(vm, source, resources);
                byVm.put(vm.id(), history);
            }
            history.advanceTo(slot);
            for (int r = 0; r < resources; r++) {
                history.set(
                        r,
                        slot,
                        plausible(observation.demand(v, r), vm.allocation().value(r)));
            }
        }
        return Verdict.TAKEN;
    }

    private VmHistory recall(Vm vm, TelemetrySource source, int resources) {
        VmHistory history = new VmHistory(resources, window, slot);
        Instant start = timeOf(slot - window);
        for (int r = 0; r < resources; r++) {
            Resource resource = vm.allocation().resources().get(r);
            TimeSeries past = source.history(vm.id(), resource, start, step, window);
            if (past.length() != window
                    || !past.start().equals(start)
                    || !past.step().equals(step)) {
                throw new IllegalArgumentException("The telemetry source " + source.name() + " answered " + past
                        + " for the history of VM " + vm.id() + ", which must be " + window + " values from " + start
                        + " by " + step + ".");
            }
            for (int i = 0; i < window; i++) {
                history.set(
                        r,
                        slot - window + i,
                        plausible(past.value(i), vm.allocation().value(r)));
            }
        }
        return history;
    }

    private static double plausible(double value, double allocation) {
        boolean tooMuch = allocation > 0 && value > ABSURD_RATIO * allocation;
        boolean absurd = value < 0 || Double.isInfinite(value) || tooMuch;
        return absurd ? Double.NaN : value;
    }

    /** {@return the distance between two values} */
    public Duration step() {
        return step;
    }

    /** {@return how many steps are kept} */
    public int window() {
        return window;
    }

    /** {@return the number of the newest grid place, which grows by one each step} */
    public long slot() {
        return slot;
    }

    /** {@return the demand of a VM for a resource in the newest step; NaN if it is missing} */
    public double latest(VmId vm, int resource) {
        return of(vm).get(resource, slot);
    }

    /** Writes the demand of a VM for each resource in the newest step, NaN where it is missing, from an index on. */
    public void latest(VmId vm, double[] into, int from) {
        VmHistory history = of(vm);
        for (int r = 0; r < history.resources; r++) {
            into[from + r] = history.get(r, slot);
        }
    }

    /** {@return the demand of a VM for a resource at a grid place within the window; NaN if it is missing} */
    public double at(VmId vm, int resource, long place) {
        return of(vm).get(resource, place);
    }

    /** What one VM demands of one resource; for whoever asks for many places. */
    public interface Values {

        /** {@return the demand at a grid place up to the newest; NaN if it is missing, or older than the window by now} */
        double at(long place);
    }

    /** {@return the demand of a VM for a resource, which goes on with each observation for as long as the VM exists} */
    public Values values(VmId vm, int resource) {
        VmHistory history = of(vm);
        return place -> history.kept(resource, place);
    }

    /** {@return how many steps ago the first value that is kept was measured, the newest step included; 0 if there is none} */
    public int age(VmId vm, int resource) {
        return (int) (slot - of(vm).firstKnown(resource, slot) + 1);
    }

    /**
     * {@return what is known of a VM's demand for a resource, from the first value that is not missing to the newest step}
     */
    public TimeSeries series(VmId vm, int resource) {
        VmHistory history = of(vm);
        long first = Math.max(slot - window + 1, history.firstKnown(resource, slot));
        double[] values = new double[(int) (slot - first + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = history.get(resource, first + i);
        }
        return TimeSeries.of(timeOf(first), step, values).withTrust(trust(vm));
    }

    /**
     * {@return what bounds a VM's demand for a resource: what it was promised or, where that is more, the most it demanded in
     * the window; infinite where nothing was promised}
     *
     * <p>The CPU of a VM goes above its allocation where its cores run faster.
     */
    public double upperBound(Vm vm, int resource) {
        double allocation = vm.allocation().value(resource);
        return allocation > 0 ? Math.max(allocation, of(vm.id()).highest(resource)) : Double.POSITIVE_INFINITY;
    }

    /**
     * {@return how far the recent measurements of a VM may be believed: {@code NONE} if all resources of the last three
     * steps, or more than half of the last hour's values, are missing; {@code LOW} if any of the last hour is}
     */
    public Trust trust(VmId vm) {
        VmHistory history = of(vm);
        int seen = (int) Math.min(TRUST_WINDOW, slot - history.firstKnown(0, slot) + 1);
        int missing = 0;
        int missingInARow = 0;
        for (int back = 0; back < seen; back++) {
            if (history.anyMissing(slot - back)) {
                missingInARow += missingInARow == back ? 1 : 0;
                missing++;
            }
        }
        if (seen == 0 || missingInARow >= Math.min(3, seen) || 2 * missing > seen) {
            return Trust.NONE;
        }
        return missing > 0 ? Trust.LOW : Trust.HIGH;
    }

    private VmHistory of(VmId vm) {
        VmHistory history = byVm.get(vm);
        if (history == null) {
            throw new IllegalArgumentException(
                    "The VM (" + vm + ") has no history: it was not in the last observation.");
        }
        return history;
    }

    private long slotOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), step.toMillis());
    }

    /** {@return the time of a grid place} */
    public Instant timeOf(long place) {
        return Instant.ofEpochMilli(place * step.toMillis());
    }

    /** The ring of one VM; places are grid slots, resource after resource. */
    private static final class VmHistory {

        private final int window;
        private final float[] values;
        private final int resources;
        private final long[] firstSeen;
        private final float[] highest;
        private long newest;

        VmHistory(int resources, int window, long slot) {
            this.window = window;
            this.resources = resources;
            this.values = new float[resources * window];
            this.firstSeen = new long[resources];
            this.highest = new float[resources];
            Arrays.fill(values, Float.NaN);
            Arrays.fill(firstSeen, Long.MAX_VALUE);
            this.newest = slot;
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

        boolean anyMissing(long place) {
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
    }
}
