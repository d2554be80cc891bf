// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A series whose values come when a test sends them. */
final class SentSeries implements OutsideSeries {

    private final Map<Instant, Double> values = new HashMap<>();
    private final String name;
    String problem = "";
    boolean breaks;

    SentSeries(String name) {
        this.name = name;
    }

    void send(Instant at, double value) {
        values.put(at, value);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean concerns(VmId vm) {
        return true;
    }

    @Override
    public double[] values(Instant start, Duration step, int length) {
        if (breaks) {
            throw new IllegalStateException("The disk is full.");
        }
        double[] read = new double[length];
        for (int i = 0; i < length; i++) {
            read[i] = values.getOrDefault(start.plus(step.multipliedBy(i)), Double.NaN);
        }
        return read;
    }

    @Override
    public String problem() {
        return problem;
    }
}
