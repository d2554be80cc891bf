// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A demand source that remembers, over restarts, what it measured, in addition to what its source remembers by itself. Where that
 * cannot be written it goes on without, and says so, until there is room again. Belongs to one thread.
 */
public final class RecordedDemand implements DemandSource {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedDemand.class);

    private final DemandSource source;
    private final DemandRecord record;
    private final boolean isRecording;
    private Instant lastMeasured = Instant.MIN;
    private String problem = "";

    private RecordedDemand(DemandSource source, DemandRecord record, boolean isRecording) {
        this.source = source;
        this.record = record;
        this.isRecording = isRecording;
    }

    /** {@return a source that knows what is in the record, and leaves it as it is} */
    public static RecordedDemand reading(DemandSource source, DemandRecord record) {
        return new RecordedDemand(source, record, false);
    }

    /** {@return a source that adds to the record what it measures; only one in all processes may do so} */
    public static RecordedDemand recording(DemandSource source, DemandRecord record) {
        return new RecordedDemand(source, record, true);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Demand demand(Inventory inventory) {
        Demand demand = source.demand(inventory);
        if (isRecording && demand.measuredAt().isAfter(lastMeasured)) {
            record(Observation.of(inventory.with(Rules.NONE), demand));
            lastMeasured = demand.measuredAt();
        }
        return demand;
    }

    private void record(Observation observation) {
        try {
            record.append(observation);
            problem = "";
        } catch (UncheckedIOException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                LOG.warn("{}", message);
            }
            problem = message;
        }
    }

    /** {@return why what was measured last could not be recorded, in a sentence; empty if all is well} */
    public String problem() {
        return problem;
    }

    /**
     * {@return what was recorded and, where nothing was, what the source knows; what was recorded alone, if the source cannot be asked
     * and something was of each VM}
     *
     * @throws TelemetryException also if the record cannot be read
     */
    @Override
    public PastDemand history(HistoryRequest request) {
        PastDemand recorded;
        try {
            recorded = record.history(request);
        } catch (UncheckedIOException e) {
            throw new TelemetryException(String.valueOf(e.getMessage()), e);
        }
        PastDemand known;
        try {
            known = source.history(request);
        } catch (TelemetryException e) {
            if (!isOfEach(recorded)) {
                throw e;
            }
            LOG.warn("Of the past, only what was recorded is known: {}", e.getMessage());
            return recorded;
        }
        PastDemand.Builder both = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            for (Resource resource : request.resources().resources()) {
                put(both, vm, resource, recorded.series(vm, resource), known.series(vm, resource));
            }
        }
        return both.build();
    }

    /** A loop that begins anew does not wait for a store that is out of order. */
    private static boolean isOfEach(PastDemand recorded) {
        return recorded.request().vms().stream()
                .allMatch(vm -> recorded.request().resources().resources().stream()
                        .anyMatch(resource -> recorded.series(vm, resource).present() > 0));
    }

    private static void put(
            PastDemand.Builder both, VmId vm, Resource resource, TimeSeries recorded, TimeSeries known) {
        if (recorded.present() + known.present() > 0) {
            double[] values = recorded.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(values[i]) ? known.value(i) : values[i];
            }
            both.put(vm, resource, values);
        }
    }
}
