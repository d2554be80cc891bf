// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.history;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;

/** The history as it was at one step, readable until the recorder goes on: a copy would take as much memory as all that is kept. */
final class FixedHistory implements DemandHistory {

    private final DemandRecorder recorder;
    private final long slot;

    FixedHistory(DemandRecorder recorder) {
        this.recorder = recorder;
        this.slot = recorder.slot();
    }

    private DemandRecorder readable() {
        if (recorder.slot() != slot) {
            throw new IllegalStateException("The history of step " + slot
                    + " must be read before the next observation is recorded; it is at step " + recorder.slot() + ".");
        }
        return recorder;
    }

    @Override
    public Duration step() {
        return recorder.step();
    }

    @Override
    public int window() {
        return recorder.window();
    }

    @Override
    public long slot() {
        return slot;
    }

    @Override
    public boolean remembers(VmId vm) {
        return readable().remembers(vm);
    }

    @Override
    public double latest(VmId vm, int resource) {
        return readable().latest(vm, resource);
    }

    @Override
    public void latest(VmId vm, double[] into, int from) {
        readable().latest(vm, into, from);
    }

    @Override
    public double at(VmId vm, int resource, long place) {
        return readable().at(vm, resource, place);
    }

    @Override
    public Values values(VmId vm, int resource) {
        Values values = readable().values(vm, resource);
        return place -> {
            readable();
            return values.at(place);
        };
    }

    @Override
    public int age(VmId vm, int resource) {
        return readable().age(vm, resource);
    }

    @Override
    public Instant timeOf(long place) {
        return recorder.timeOf(place);
    }

    @Override
    public TimeSeries series(VmId vm, int resource) {
        return readable().series(vm, resource);
    }

    @Override
    public double upperBound(Vm vm, int resource) {
        return readable().upperBound(vm, resource);
    }

    @Override
    public Trust trust(VmId vm) {
        return readable().trust(vm);
    }

    @Override
    public DemandHistory fixed() {
        return this;
    }
}
