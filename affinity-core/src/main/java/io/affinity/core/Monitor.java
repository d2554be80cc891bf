// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.flight.Flight;
import io.affinity.core.flight.Stage;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the loop begins: observes the fleet, finds out what VMs that are new demanded before, and puts both into the history.
 * Belongs to the control loop.
 *
 * <p>The past of all VMs that are new is asked for in one call. If that fails, the step is taken without it, for what is now is
 * known, and the past is asked for again in the next steps, at most {@value #MOST_TRIES} times in all.
 */
final class Monitor {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    /** An hour of five-minute steps: long enough for a metrics store to be restarted, or for somebody to look after it. */
    static final int MOST_TRIES = 12;

    /** A source whose clock is off is not believed: one time stamp from the future would make all true ones look stale. */
    private static final int MOST_SKEW_STEPS = 2;

    private final Telemetry telemetry;
    private final DemandRecorder history;
    private final InstantSource clock;
    private final Map<VmId, Integer> triesByVm = new LinkedHashMap<>();
    private final ClockWatch watch;
    private @Nullable Note problem;
    private Note.@Nullable ClockInDoubt doubt;

    Monitor(Telemetry telemetry, DemandRecorder history, InstantSource clock) {
        this.telemetry = telemetry;
        this.history = history;
        this.clock = clock;
        this.watch = new ClockWatch(history);
    }

    /**
     * {@return what can be observed now}
     *
     * @throws TelemetryException if nothing can, or the clock of telemetry is off, or time seems to have jumped
     */
    Observation observe() {
        doubt = null;
        Observation observation = guarded(() -> Flight.stage(Stage.OBSERVE, telemetry::observe));
        Instant observedAt = observation.fleet().observedAt();
        Duration skew = Duration.between(clock.instant(), observedAt).abs();
        Duration tolerance = history.step().multipliedBy(MOST_SKEW_STEPS);
        if (skew.compareTo(tolerance) > 0) {
            throw new TelemetryException("The clock of telemetry (" + observedAt + ") is off by " + skew
                    + "; at most two steps (" + tolerance + ") are tolerated.");
        }
        doubt = watch.doubt(observedAt);
        if (doubt != null) {
            throw new TelemetryException("The time of the observation (" + observedAt
                    + ") is far from that of the last one, and is not believed yet.");
        }
        return observation;
    }

    /** A plug-in that breaks must not take the loop with it; any exception, for not every language has checked ones. */
    private static <T> T guarded(Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "It gave no answer.");
        } catch (TelemetryException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.error("A source of telemetry broke.", e);
            throw new TelemetryException("A source of telemetry broke: " + e, e);
        }
    }

    /**
     * {@return what became of the observation; if this throws, its step is still open}
     *
     * @throws TelemetryException if it does not fit those before, or its past does not fit it
     */
    DemandRecorder.Verdict take(Observation observation) {
        if (!history.isNewer(observation)) {
            return DemandRecorder.Verdict.STALE;
        }
        requireSameResources(observation);
        HistoryRequest request = history.pastOf(vmsWithoutPast(observation), observation);
        PastDemand past = PastDemand.unknown(request);
        TelemetryException failure = null;
        if (!request.vms().isEmpty()) {
            try {
                past = guarded(() -> telemetry.history(request));
            } catch (TelemetryException e) {
                failure = e;
            }
        }
        PastDemand known = past;
        DemandRecorder.Verdict verdict = guarded(() -> history.record(observation, known));
        remember(request.vms(), failure);
        return verdict;
    }

    /** All that was learned counts in the resources before, and would be taken for that of others. */
    private void requireSameResources(Observation observation) {
        ResourceSet before = history.differingFrom(observation);
        if (before != null) {
            throw new TelemetryException("The resources of the fleet were " + before.resources() + " and are "
                    + observation.fleet().resources().resources()
                    + " now; nothing is decided until they are as before, or the loop is started anew.");
        }
    }

    private List<VmId> vmsWithoutPast(Observation observation) {
        Set<VmId> vms = new LinkedHashSet<>(history.newVms(observation));
        triesByVm.keySet().stream().filter(observation.fleet()::contains).forEach(vms::add);
        return List.copyOf(vms);
    }

    private void remember(List<VmId> asked, @Nullable TelemetryException failure) {
        problem = null;
        triesByVm.keySet().retainAll(asked);
        if (failure == null) {
            triesByVm.clear();
            return;
        }
        asked.forEach(vm -> triesByVm.merge(vm, 1, Integer::sum));
        triesByVm.values().removeIf(tries -> tries >= MOST_TRIES);
        problem = new Note.PastUnknown(asked.size(), String.valueOf(failure.getMessage()), triesByVm.isEmpty());
        LOG.warn("The past of ({}) VMs is not known: {}", asked.size(), failure.getMessage());
    }

    /** {@return why there is nothing to decide on, after this was thrown} */
    Note why(TelemetryException e) {
        return doubt == null ? new Note.NoTelemetry(String.valueOf(e.getMessage())) : doubt;
    }

    /** {@return what the last observation that was taken lacks, or null if all is well} */
    @Nullable
    Note problem() {
        return problem;
    }
}
