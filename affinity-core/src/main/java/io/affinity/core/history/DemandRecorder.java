// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.history;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the recent demand of every VM, as it is observed step by step. As a {@link DemandHistory} it is that of the newest step, and
 * changes with each; what is handed on is {@link #fixed}. Not thread-safe: it belongs to the control loop.
 *
 * <p>This is the one place where measurements are judged. A value that is negative, infinite or more than
 * {@value VmHistory#ABSURD_RATIO} times what the VM was promised, where it was promised anything, counts as missing. An observation that is not newer than the last
 * one is a duplicate or a clock that went back, and is ignored. Demand that was measured more than {@value #FARTHEST_STEPS} steps
 * before or after its fleet was observed, or not after the demand before, is missing. Grid places without an observation are missing. A clock that
 * jumps ahead by more than the whole window starts history anew.
 *
 * <p>A VM's history belongs to the VM, wherever it runs, and is kept for {@value DemandHistory#GRACE_STEPS} steps in which it is not
 * observed. Memory: four bytes a value.
 */
public final class DemandRecorder implements DemandHistory {

    /** Trust looks at the last hour of five-minute steps: long enough to see a gap, short enough to forgive it. */
    private static final int TRUST_WINDOW = 12;

    /** Farther apart, the demand is not that of the fleet; nearer, clocks may differ or a metrics store lag behind. */
    private static final int FARTHEST_STEPS = 2;

    private final Duration step;
    private final int window;
    private final Map<VmId, VmHistory> byVm = new HashMap<>();
    private @Nullable ResourceSet resources;
    private Instant lastMeasured = Instant.MIN;
    private long slot = Long.MIN_VALUE;

    /**
     * @param step of the grid, positive, whole milliseconds
     * @param window how many steps are kept, at least {@value #TRUST_WINDOW}
     */
    public DemandRecorder(Duration step, int window) {
        if (step.isNegative() || step.isZero() || window < TRUST_WINDOW) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive and the window (" + window
                    + " steps) at least " + TRUST_WINDOW + ".");
        }
        if (!step.truncatedTo(ChronoUnit.MILLIS).equals(step)) {
            throw new IllegalArgumentException("The step (" + step + ") must be a whole number of milliseconds.");
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

    /** {@return whether this is an observation of a step that is not known yet} */
    public boolean isNewer(Observation observation) {
        return slotOf(observation.fleet().observedAt()) > slot;
    }

    /** {@return the resources of what is kept, if those of an observation are others; else null} */
    public @Nullable ResourceSet differingFrom(Observation observation) {
        boolean differs = !byVm.isEmpty() && !observation.fleet().resources().equals(resources);
        return differs ? resources : null;
    }

    /** {@return the VMs of an observation that is newer, of which nothing is known before it, in the order of the fleet} */
    public List<VmId> newVms(Observation observation) {
        boolean isForgotten = isBeyondWindow(slotOf(observation.fleet().observedAt()));
        return observation.fleet().vms().stream()
                .map(Vm::id)
                .filter(vm -> isForgotten || !byVm.containsKey(vm))
                .toList();
    }

    /** {@return the question for what these VMs demanded in the window before an observation} */
    public HistoryRequest pastOf(List<VmId> vms, Observation observation) {
        Fleet fleet = observation.fleet();
        return new HistoryRequest(vms, fleet.resources(), timeOf(slotOf(fleet.observedAt()) - window), step, window);
    }

    /** Takes one observation, of whose VMs no past is known. */
    public Verdict record(Observation observation) {
        return record(observation, PastDemand.unknown(pastOf(List.of(), observation)));
    }

    /**
     * Takes one observation. All is as before if this throws.
     *
     * @param past the answer to {@link #pastOf}: what is known of VMs before the observation. It fills what is missing in that
     *     of a VM that was seen before
     * @throws IllegalArgumentException if the past is on another grid, or the resources are not those of earlier observations
     */
    public Verdict record(Observation observation, PastDemand past) {
        if (!isNewer(observation)) {
            return Verdict.STALE;
        }
        requireFitting(observation, past);
        Fleet fleet = observation.fleet();
        long observed = slotOf(fleet.observedAt());
        if (isBeyondWindow(observed)) {
            forget();
        }
        slot = observed;
        boolean isMeasured = isMeasuredFor(observation);
        byVm.entrySet()
                .removeIf(known -> !fleet.contains(known.getKey())
                        && slot - known.getValue().lastSeen() > GRACE_STEPS);
        byVm.forEach((vm, history) -> {
            if (!fleet.contains(vm)) {
                history.advanceTo(slot);
            }
        });
        Set<VmId> recalled = new HashSet<>(past.request().vms());
        for (int v = 0; v < fleet.vms().size(); v++) {
            Vm vm = fleet.vms().get(v);
            VmHistory history = byVm.computeIfAbsent(
                    vm.id(), unknown -> new VmHistory(fleet.resources().size(), window, slot - 1));
            history.advanceTo(slot - 1);
            if (recalled.contains(vm.id())) {
                recall(vm, history, past);
            }
            history.advanceTo(slot);
            history.seen();
            for (int r = 0; isMeasured && r < history.resources(); r++) {
                history.set(
                        r,
                        slot,
                        VmHistory.plausible(
                                observation.demand(v, r), vm.allocation().value(r)));
            }
        }
        return Verdict.TAKEN;
    }

    /** Begins anew: the next observation is the first, whatever its time. */
    public void forget() {
        byVm.clear();
        lastMeasured = Instant.MIN;
        slot = Long.MIN_VALUE;
    }

    private boolean isBeyondWindow(long observed) {
        return slot != Long.MIN_VALUE && observed - slot > window;
    }

    private void requireFitting(Observation observation, PastDemand past) {
        HistoryRequest asked = pastOf(past.request().vms(), observation);
        if (!past.request().equals(asked)) {
            throw new IllegalArgumentException(
                    "The past (" + past.request() + ") must be the answer to (" + asked + ").");
        }
        ResourceSet before = differingFrom(observation);
        if (before != null) {
            throw new IllegalArgumentException(
                    "The resources " + observation.fleet().resources().resources()
                            + " must be those of earlier observations, " + before.resources() + ".");
        }
        resources = observation.fleet().resources();
    }

    /** Each measurement counts once, and for the fleet that it was made of. */
    private boolean isMeasuredFor(Observation observation) {
        Instant measuredAt = observation.measuredAt();
        Duration apart =
                Duration.between(measuredAt, observation.fleet().observedAt()).abs();
        if (apart.compareTo(step.multipliedBy(FARTHEST_STEPS)) > 0 || !measuredAt.isAfter(lastMeasured)) {
            return false;
        }
        lastMeasured = measuredAt;
        return true;
    }

    private void recall(Vm vm, VmHistory history, PastDemand past) {
        for (int r = 0; r < history.resources(); r++) {
            TimeSeries series = past.series(vm.id(), past.request().resources().get(r));
            for (int i = 0; i < window; i++) {
                history.recall(
                        r,
                        slot - window + i,
                        VmHistory.plausible(series.value(i), vm.allocation().value(r)));
            }
        }
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
    public boolean remembers(VmId vm) {
        return byVm.containsKey(vm);
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
        return place -> history.kept(resource, place);
    }

    @Override
    public int age(VmId vm, int resource) {
        return (int) (slot - of(vm).firstKnown(resource, slot) + 1);
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
        return of(vm).trust(slot, TRUST_WINDOW);
    }

    @Override
    public DemandHistory fixed() {
        return new FixedHistory(this);
    }

    private VmHistory of(VmId vm) {
        VmHistory history = byVm.get(vm);
        if (history == null) {
            throw new IllegalArgumentException("The VM (" + vm + ") has no history: it was not in the last observation,"
                    + " nor in one of the " + GRACE_STEPS + " before.");
        }
        return history;
    }

    private long slotOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), step.toMillis());
    }

    @Override
    public Instant timeOf(long place) {
        return Instant.ofEpochMilli(place * step.toMillis());
    }
}
