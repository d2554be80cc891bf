// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much of its capacity each host was asked for at each cycle: demand as a share of capacity, of each resource and of the
 * scarcest; above 1 where the host was short, NaN where it slept or was down. Immutable once the simulation is over.
 */
public final class UtilizationHistory {

    private final List<HostId> hosts;
    private final ResourceSet resources;
    private final List<Instant> times = new ArrayList<>();
    private final List<float[]> shares = new ArrayList<>();

    UtilizationHistory(List<HostId> hosts, ResourceSet resources) {
        this.hosts = List.copyOf(hosts);
        this.resources = resources;
    }

    /** @param share by host, then resource; copied */
    void add(Instant time, float[] share) {
        times.add(time);
        shares.add(share.clone());
    }

    public List<HostId> hosts() {
        return hosts;
    }

    /** {@return the resources, in the order of their indexes} */
    public ResourceSet resources() {
        return resources;
    }

    public List<Instant> times() {
        return List.copyOf(times);
    }

    /** {@return the share of the scarcest resource at a host's and a time's place in the lists} */
    public float share(int host, int time) {
        float highest = share(host, 0, time);
        for (int r = 1; r < resources.size(); r++) {
            highest = Math.max(highest, share(host, r, time));
        }
        return highest;
    }

    /**
     * {@return the share of one resource}
     *
     * @param host index in {@link #hosts()}
     * @param resource index in {@link #resources()}
     * @param time index in {@link #times()}
     */
    public float share(int host, int resource, int time) {
        Objects.checkIndex(resource, resources.size());
        return shares.get(time)[host * resources.size() + resource];
    }
}
