// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** Virtual time: stands still until it is set. */
final class SimulationClock implements InstantSource {

    private Instant now;

    SimulationClock(Instant start) {
        this.now = start;
    }

    void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
