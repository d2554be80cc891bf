package io.affinity.simulation;

import io.affinity.spi.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of its capacity each host was asked for at each cycle: demand as a share of capacity, of the scarcest resource;
 * above 1 where the host was short, NaN where it slept or was down. Immutable once the simulation is over.
 */
public final class UtilizationHistory {

    private final List<HostId> hosts;
    private final List<Instant> times = new ArrayList<>();
    private final List<float[]> shares = new ArrayList<>();

    UtilizationHistory(List<HostId> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    void add(Instant time, float[] shareByHost) {
        times.add(time);
        shares.add(shareByHost.clone());
    }

    public List<HostId> hosts() {
        return hosts;
    }

    public List<Instant> times() {
        return List.copyOf(times);
    }

    /** {@return the share at a host's and a time's place in the lists} */
    public float share(int host, int time) {
        return shares.get(time)[host];
    }
}
