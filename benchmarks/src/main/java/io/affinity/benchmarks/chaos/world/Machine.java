// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import java.time.Instant;

/** A host as it is. */
final class Machine {

    private Host host;
    Instant silentUntil = Instant.MIN;
    Instant awayUntil = Instant.MIN;
    Instant refusesUntil = Instant.MIN;
    boolean isDraining;

    Machine(Host host) {
        this.host = host;
    }

    HostId id() {
        return host.id();
    }

    /** {@return as it is seen, if it is one of the fleet} */
    Host seen(Instant now) {
        if (!answers(now)) {
            return host.withState(HostState.UNAVAILABLE);
        }
        return isDraining ? host.withState(HostState.DRAINING) : host;
    }

    boolean answers(Instant now) {
        return !silentUntil.isAfter(now) && isPresent(now);
    }

    boolean isPresent(Instant now) {
        return !awayUntil.isAfter(now);
    }

    boolean refuses(Instant now) {
        return refusesUntil.isAfter(now);
    }

    void recover() {
        silentUntil = Instant.MIN;
        awayUntil = Instant.MIN;
        refusesUntil = Instant.MIN;
    }

    void rename(HostId id) {
        host = new Host(
                id,
                host.capacity(),
                host.overcommitRatio(),
                host.reserve(),
                host.faultDomains(),
                host.features(),
                host.state());
    }

    double memory() {
        return host.allocationLimit(1);
    }
}
