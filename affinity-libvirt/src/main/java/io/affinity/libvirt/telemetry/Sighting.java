// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.spi.model.HostId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where one VM is taken to run.
 *
 * @param reading the last there is
 * @param liveOn hosts that have it, and not as one half of a migration, as they say now; more than one if it was started again
 * @param isCertain false if the host does not answer now, or two hosts claim to run it: nothing is measured then
 */
record Sighting(HostId host, DomainReading reading, Set<HostId> liveOn, boolean isCertain) {

    Sighting {
        liveOn = Collections.unmodifiableSet(new TreeSet<>(liveOn));
    }

    boolean runsTwice() {
        return liveOn.size() > 1;
    }
}
