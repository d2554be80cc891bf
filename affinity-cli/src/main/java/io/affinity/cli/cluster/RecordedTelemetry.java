package io.affinity.cli.cluster;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source that remembers, over restarts, what was observed. */
final class RecordedTelemetry implements TelemetrySource {

    private final TelemetrySource source;
    private final DemandRecord demand;
    private @Nullable Observation last;

    RecordedTelemetry(TelemetrySource source, DemandRecord demand) {
        this.source = source;
        this.demand = demand;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Observation observe() {
        Observation observation = source.observe();
        demand.append(observation);
        last = observation;
        return observation;
    }

    /** {@return what was observed last, or null if nothing was yet} */
    @Nullable
    Observation last() {
        return last;
    }

    @Override
    public TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        return demand.history(vm, resource, start, step, length);
    }
}
