// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.cluster.ClusterPast;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** The part of the past of a cluster that is asked for: VMs are drawn first, and only their past is read. */
final class ClusterPart {

    private static final List<Resource> RESOURCES = List.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    private static final Duration USUAL_PAST = Duration.ofDays(28);

    /** Of one series, a gigabyte. */
    private static final int MOST_STEPS = 1 << 27;

    private ClusterPart() {}

    static LoadedPast load(String name, ClusterPast cluster, InstantSource clock, PastRequest request) {
        Resource resource = PastRequest.among(RESOURCES, request.resource(), "a cluster");
        Duration step = cluster.step();
        int length = length(Objects.requireNonNullElse(request.past(), USUAL_PAST), step);
        Instant until = request.until() == null ? clock.instant() : request.until();
        Instant end = Instant.ofEpochMilli(Math.floorDiv(until.toEpochMilli(), step.toMillis()) * step.toMillis());
        Instant start = end.minus(step.multipliedBy(length));
        List<Vm> vms = cluster.vms(resource, start, end);
        if (vms.isEmpty()) {
            throw new IllegalArgumentException(LoadedPast.unknown("No VM is known", start, end));
        }
        List<Integer> chosen = VmChoice.of(vms, request);
        PastDemand demand = cluster.demand(
                new HistoryRequest(LoadedPast.ids(vms, chosen), ResourceSet.of(resource), start, step, length));
        return LoadedPast.of("Cluster of " + name, vms, chosen, demand, request, cluster.notes());
    }

    private static int length(Duration past, Duration step) {
        long length = past.dividedBy(step);
        if (length < 1 || length > MOST_STEPS) {
            throw new IllegalArgumentException("The past (" + past + ") must be at least a step (" + step
                    + ") and at most " + MOST_STEPS + " steps long.");
        }
        return (int) length;
    }
}
