// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.cluster.ClusterPast;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of the demand of a cluster's VMs, by the record of its loop, its metrics stores and plug-ins, as a recording. */
final class ClusterRecording {

    private static final Duration LONGEST = Duration.ofDays(28);

    private ClusterRecording() {}

    /**
     * {@return what is known of the last four weeks, from the first step of which anything is known to the last}
     *
     * @param end until when
     * @throws IllegalArgumentException if nothing is known
     * @throws io.affinity.spi.inventory.TelemetryException if it cannot be asked for
     */
    static Recording of(ClusterPast past, Fleet fleet, Instant end) {
        Duration step = past.step();
        int length = (int) Math.max(1, LONGEST.dividedBy(step));
        long millis = step.toMillis();
        Instant until = Instant.ofEpochMilli(Math.floorDiv(end.toEpochMilli(), millis) * millis);
        Instant start = until.minus(step.multipliedBy(length));
        // The stores learn from it which VMs there are.
        past.vms(Resource.CPU, start, until);
        List<VmId> vms = fleet.vms().stream().map(Vm::id).toList();
        PastDemand known = past.demand(new HistoryRequest(vms, fleet.resources(), start, step, length));
        return recording(known, vms, known(known, vms, fleet.resources()));
    }

    /** Resources of which nothing is known are left out. */
    private static List<Resource> known(PastDemand past, List<VmId> vms, ResourceSet resources) {
        List<Resource> known = resources.resources().stream()
                .filter(resource ->
                        vms.stream().anyMatch(vm -> past.series(vm, resource).present() > 0))
                .toList();
        if (!known.contains(Resource.CPU)) {
            throw new IllegalArgumentException("Nothing is known of the CPU demand of any of the " + vms.size()
                    + " VMs: the state folder has no record of it, and no metrics store or plug-in of the file knows"
                    + " it. --trace PATH names a recording.");
        }
        return known;
    }

    private static Recording recording(PastDemand past, List<VmId> vms, List<Resource> known) {
        List<double[]> series = new ArrayList<>();
        for (VmId vm : vms) {
            for (Resource resource : known) {
                series.add(past.series(vm, resource).values());
            }
        }
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (double[] values : series) {
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    from = Math.min(from, i);
                    to = Math.max(to, i + 1);
                }
            }
        }
        float[][] columns = new float[series.size()][to - from];
        for (int c = 0; c < columns.length; c++) {
            for (int i = from; i < to; i++) {
                columns[c][i - from] = (float) series.get(c)[i];
            }
        }
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        TimeSeries first = past.series(vms.get(0), known.get(0));
        return Recording.of(
                vms.stream().map(VmId::value).toList(),
                ResourceSet.of(known.toArray(Resource[]::new)),
                Recording.Measure.QUANTITY,
                first.timeOf(from),
                first.step(),
                columns,
                allocations);
    }
}
