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
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the recent demand of every VM, as it is observed step by step. As a {@link DemandHistory} it is that of the newest step, and
 * changes with each; what is handed on is {@link #fixed}. Not thread-safe: it belongs to the control loop.
 *
 * <p>This is the one place where measurements are judged. A value that is negative, infinite or more than
 * {@value #ABSURD_RATIO} times what the VM was promised, where it was promised anything, counts as missing. An observation that is not newer than the last
 * one is a duplicate or a clock that went back, and is ignored. Grid places without an observation are missing. A clock that
 * jumps ahead by more than the whole window starts history anew.
 *
 * <p>A VM's history belongs to the VM, wherever it runs. Memory: four bytes a value.
 */
public final class DemandRecorder implements DemandHistory {

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
    public DemandRecorder(Duration step, int window) {
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

    @Override
    public Duration step() {
        return step;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public long slot() {
        return slot;
    }

    @Override
    public double latest(VmId vm, int resource) {
        return of(vm).get(resource, slot);
    }

    @Override
    public void latest(VmId vm, double[] into, int from) {
        VmHistory history = of(vm);
        for (int r = 0; r < history.resources(); r++) {
            into[from + r] = history.get(r, slot);
        }
    }

    @Override
    public double at(VmId vm, int resource, long place) {
        return of(vm).get(resource, place);
    }

    @Override
    public Values values(VmId vm, int resource) {
        VmHistory history = of(vm);
        return place -> history.get(resource, place);
    }

    @Override
    public TimeSeries series(VmId vm, int resource) {
        VmHistory history = of(vm);
        long first = Math.max(slot - window + 1, history.firstKnown(resource, slot));
        double[] values = new double[(int) (slot - first + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = history.get(resource, first + i);
        }
        return TimeSeries.of(timeOf(first), step, values).withTrust(trust(vm));
    }

    @Override
    public double upperBound(Vm vm, int resource) {
        double allocation = vm.allocation().value(resource);
        return allocation > 0 ? Math.max(allocation, of(vm.id()).highest(resource)) : Double.POSITIVE_INFINITY;
    }

    @Override
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

    @Override
    public DemandHistory fixed() {
        return new FixedHistory(this);
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

    private Instant timeOf(long place) {
        return Instant.ofEpochMilli(place * step.toMillis());
    }
}
