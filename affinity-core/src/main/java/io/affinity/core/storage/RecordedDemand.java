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

/**
 * A demand source that remembers, over restarts, what it measured, in addition to what its source remembers by itself. Belongs to
 * one thread.
 */
public final class RecordedDemand implements DemandSource {

    private final DemandSource source;
    private final DemandRecord record;
    private Instant lastMeasured = Instant.MIN;

    public RecordedDemand(DemandSource source, DemandRecord record) {
        this.source = source;
        this.record = record;
    }

    @Override
    public String name() {
        return source.name();
    }

    /** @throws TelemetryException also if the demand cannot be recorded */
    @Override
    public Demand demand(Inventory inventory) {
        Demand demand = source.demand(inventory);
        if (demand.measuredAt().isAfter(lastMeasured)) {
            try {
                record.append(Observation.of(inventory.with(Rules.NONE), demand));
            } catch (UncheckedIOException e) {
                throw new TelemetryException(String.valueOf(e.getMessage()), e);
            }
            lastMeasured = demand.measuredAt();
        }
        return demand;
    }

    /**
     * {@return what was recorded and, where nothing was, what the source knows}
     *
     * @throws TelemetryException also if the record cannot be read
     */
    @Override
    public PastDemand history(HistoryRequest request) {
        PastDemand known = source.history(request);
        PastDemand recorded;
        try {
            recorded = record.history(request);
        } catch (UncheckedIOException e) {
            throw new TelemetryException(String.valueOf(e.getMessage()), e);
        }
        PastDemand.Builder both = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            for (Resource resource : request.resources().resources()) {
                put(both, vm, resource, recorded.series(vm, resource), known.series(vm, resource));
            }
        }
        return both.build();
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
