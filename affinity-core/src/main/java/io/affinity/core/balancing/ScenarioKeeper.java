// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Duration;

/**
 * Brings what a {@link PredictiveBalancer} has learned of its scenarios over restarts: in which order they take values, what became
 * of earlier ones, and which VMs depend on each other. As {@link SnapshotKeeper} has it. Not thread-safe.
 */
public final class ScenarioKeeper implements Keeper {

    private final SnapshotKeeper snapshots;
    private final PredictiveBalancer balancer;
    private final Duration step;

    /**
     * Loads what is stored into the balancer.
     *
     * @param key of this balancer's snapshot
     * @param balancer that has not decided yet
     * @param step of the control loop
     */
    public ScenarioKeeper(SnapshotStore store, String key, PredictiveBalancer balancer, Duration step) {
        this.snapshots = new SnapshotKeeper(store, key, "What is known of scenarios");
        this.balancer = balancer;
        this.step = step;
        snapshots.load(bytes -> balancer.restore(bytes, step));
    }

    @Override
    public void stepped() {
        snapshots.stepped(() -> balancer.encode(step));
    }

    @Override
    public void save() {
        snapshots.save(() -> balancer.encode(step));
    }

    @Override
    public String problem() {
        return snapshots.problem();
    }
}
