package io.affinity.benchmarks.contention;

import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;

/** The source of a recording that is replayed: nothing was known before it began. */
public final class NoMemory implements TelemetrySource {

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public Observation observe() {
        throw new IllegalStateException("A recording is replayed, not observed.");
    }
}
