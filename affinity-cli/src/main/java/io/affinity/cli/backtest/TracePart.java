// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a recording that is asked for. Where it has shares of allocations, each VM is promised 1. */
final class TracePart {

    private final Recording recording;
    private final Resource resource;
    private final int column;
    private final int begin;
    private final int end;

    private TracePart(Recording recording, PastRequest request) {
        Resource recorded = PastRequest.among(recording.resources().resources(), request.resource(), "the trace");
        this.recording = recording;
        this.column = recording.resources().indexOf(recorded);
        this.resource = isShare() ? new Resource(recorded.name(), "allocations") : recorded;
        this.end = end(request.until());
        this.begin = request.past() == null
                ? 0
                : (int) Math.max(0, end - request.past().dividedBy(recording.step()));
        if (begin >= end) {
            throw new IllegalArgumentException("The trace has nothing before " + request.until() + ": it begins at "
                    + recording.start() + ", with steps of " + recording.step() + ".");
        }
    }

    static LoadedPast load(Path trace, PastRequest request) {
        TracePart past = new TracePart(Traces.open(trace), request);
        List<Vm> vms = past.vms();
        List<Integer> chosen = VmChoice.of(vms, request);
        String name = String.valueOf(trace.toAbsolutePath().normalize().getFileName());
        return LoadedPast.of("Trace " + name, vms, chosen, past.demand(vms, chosen), request, List.of());
    }

    private boolean isShare() {
        return recording.measure() == Recording.Measure.FRACTION_OF_ALLOCATION;
    }

    /** {@return how many steps of it begin before the end that is asked for} */
    private int end(@Nullable Instant until) {
        if (until == null) {
            return recording.steps();
        }
        Duration before = Duration.between(recording.start(), until);
        long steps = before.isNegative() || before.isZero()
                ? 0
                : before.minusNanos(1).dividedBy(recording.step()) + 1;
        return (int) Math.min(recording.steps(), steps);
    }

    private List<Vm> vms() {
        List<Vm> vms = new ArrayList<>();
        for (int vm = 0; vm < recording.vms().size(); vm++) {
            double recorded = isShare() ? 1 : recording.allocation(vm, column);
            double promised = Double.isNaN(recorded) ? 0 : recorded;
            vms.add(Vm.of(new VmId(recording.vms().get(vm)), ResourceVector.of(ResourceSet.of(resource), promised)));
        }
        return vms;
    }

    private PastDemand demand(List<Vm> vms, List<Integer> chosen) {
        HistoryRequest asked = new HistoryRequest(
                LoadedPast.ids(vms, chosen),
                ResourceSet.of(resource),
                recording.start().plus(recording.step().multipliedBy(begin)),
                recording.step(),
                end - begin);
        PastDemand.Builder demand = PastDemand.builder(asked);
        for (int vm : chosen) {
            double[] values = new double[asked.length()];
            Arrays.setAll(values, i -> recording.value(vm, column, begin + i));
            demand.put(vms.get(vm).id(), resource, values);
        }
        return demand.build();
    }
}
