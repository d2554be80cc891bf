// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.compute.Diagnostics;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.inventory.CloudView;
import io.affinity.openstack.inventory.Guest;
import io.affinity.openstack.inventory.InventoryAssembly;
import io.affinity.openstack.inventory.Questions;
import io.affinity.openstack.inventory.Questions.Answer;
import io.affinity.openstack.inventory.Rights;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Asks for the diagnostics of servers, one call for each, some at a time, for as long as there is time: those first that were asked for longest
 * ago. What there was no time for is not measured in this step. Not thread-safe.
 */
final class DiagnosticsMeter {

    private final Nova nova;
    private final int atOnce;
    private final Duration most;
    private final LongSupplier nanoTime;
    private final CpuMeter meter = new CpuMeter();
    private final Turns turns = new Turns();

    private record Reading(Diagnostics diagnostics, long nanoTime) {}

    /** @param most time that all of it may take; a call that has no answer by then is given up */
    DiagnosticsMeter(Nova nova, int atOnce, Duration most, LongSupplier nanoTime) {
        this.nova = nova;
        this.atOnce = atOnce;
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** @throws TelemetryException if diagnostics are not for us, or nobody can be asked */
    Demand measure(Instant at, CloudView view) {
        Map<VmId, Guest> guests = view.guests();
        meter.keepOnly(guests.keySet());
        turns.keepOnly(guests.keySet());
        long begun = nanoTime.getAsLong();
        List<VmId> turn = turns.inOrder(answering(view));
        Map<VmId, Answer<Reading>> answers =
                Questions.ask(turn, atOnce, this::read, () -> nanoTime.getAsLong() - begun < most.toNanos());
        Demand.Builder demand = Demand.builder(at, InventoryAssembly.RESOURCES);
        ApiException lastFailure = null;
        boolean isAnyRead = false;
        for (Map.Entry<VmId, Answer<Reading>> entry : answers.entrySet()) {
            Guest guest = guests.get(entry.getKey());
            Reading reading = entry.getValue().value();
            ApiException failure = entry.getValue().failure();
            if (reading != null && guest != null) {
                isAnyRead = true;
                put(guest, reading, demand);
            } else if (failure != null && failure.kind() == ApiException.Kind.FORBIDDEN) {
                throw denied(failure);
            } else if (failure != null && !isGoneOrStopped(failure)) {
                lastFailure = failure;
            }
        }
        if (!isAnyRead && lastFailure != null) {
            throw denied(lastFailure);
        }
        return demand.build();
    }

    private Reading read(VmId vm) throws ApiException {
        turns.asked(vm, nanoTime.getAsLong());
        Diagnostics diagnostics = nova.diagnostics(vm.value());
        return new Reading(diagnostics, nanoTime.getAsLong());
    }

    private static TelemetryException denied(ApiException why) {
        TelemetryException denied = Rights.DIAGNOSTICS.denied(why);
        return new TelemetryException(
                denied.getMessage() + " Without it, what servers demand must come from a metrics store.", why);
    }

    private static boolean isGoneOrStopped(ApiException failure) {
        return failure.kind() == ApiException.Kind.NOT_FOUND || failure.kind() == ApiException.Kind.CONFLICT;
    }

    /** A host that does not answer does not answer for its servers either. */
    private static Set<VmId> answering(CloudView view) {
        Set<VmId> answering = new LinkedHashSet<>();
        Set<HostId> silent = view.inventory().hosts().stream()
                .filter(host -> host.state() == HostState.UNAVAILABLE)
                .map(Host::id)
                .collect(Collectors.toSet());
        view.guests().forEach((vm, guest) -> {
            if (!silent.contains(guest.host())) {
                answering.add(vm);
            }
        });
        return answering;
    }

    private void put(Guest guest, Reading reading, Demand.Builder demand) {
        double vcpus = guest.server().flavor().vcpus();
        double has = guest.server().flavor().memoryMib() * (double) (1 << 20);
        double used = reading.diagnostics().memoryUsedBytes();
        demand.put(
                guest.id(),
                Resource.CPU,
                meter.cores(guest.id(), guest.host(), reading.diagnostics(), vcpus, reading.nanoTime()));
        demand.put(guest.id(), Resource.MEMORY, Double.isNaN(used) ? has : Math.min(used, has));
    }
}
