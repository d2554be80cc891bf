// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the contention of a whole fleet again and again, in arrays that are written anew each time: once it has seen a
 * fleet it allocates nothing on one thread.
 *
 * <p>In scenario {@code s} and step {@code t} the load of a host is the sum of its VMs' demand; what exceeds
 * {@link io.affinity.spi.model.Host#usable} is not served, and each VM misses the same share of its demand. All sums are of
 * whole numbers, and each host is judged by one thread, so the result is the same to the last bit on any number of threads.
 *
 * <p>Not thread-safe; belongs to one caller, though it may use several threads.
 */
public final class ContentionWorkspace {

    private static final int HOSTS_AT_ONCE = 16;

    private final Part[] parts;
    private final AtomicInteger nextHost = new AtomicInteger();
    private @Nullable ScenarioColumns judged;
    private @Nullable PlacedDemand demand;
    private @Nullable ContentionColumns columns;

    /** @param threads how many threads take part, at least 1; the caller is one, the others are of the common pool */
    public ContentionWorkspace(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        this.parts = new Part[threads];
    }

    /**
     * {@return the contention of the placement that the scenarios' fleet has: a window on the arrays of this workspace, valid until
     * the next call, which overwrites its numbers. What is to stay comes from {@link ContentionEstimator}}
     */
    public ContentionForecast estimate(Scenarios scenarios) {
        ScenarioColumns asked = ScenarioColumns.of(scenarios);
        PlacedDemand placed = demand;
        ContentionColumns filled = columns;
        if (placed == null || filled == null || asked != judged) {
            boolean isKnown = judged != null && judged.fleet() == asked.fleet() && judged.steps() == asked.steps();
            filled = filled != null && isKnown
                    ? filled.at(asked.origin(), asked.step())
                    : new ContentionColumns(asked.fleet(), asked.origin(), asked.step(), asked.steps());
            placed = new PlacedDemand(asked, placed != null && isKnown ? placed.vms() : new VmsByHost(asked.fleet()));
            prepareParts(asked);
            judged = asked;
            demand = placed;
            columns = filled;
        }
        nextHost.set(0);
        for (int i = 1; i < parts.length; i++) {
            parts[i].begin(placed, filled);
            parts[i].fork();
        }
        parts[0].begin(placed, filled);
        parts[0].compute();
        for (int i = 1; i < parts.length; i++) {
            parts[i].join();
        }
        return filled;
    }

    private void prepareParts(ScenarioColumns scenarios) {
        boolean fit =
                judged != null && judged.steps() == scenarios.steps() && judged.scenarios() == scenarios.scenarios();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = fit ? parts[i] : new Part(new HostSweep(scenarios), nextHost);
        }
    }

    /** One thread's share: takes the next few hosts until none is left. */
    private static final class Part extends RecursiveAction {

        private static final long serialVersionUID = 1;

        private final transient HostSweep sweep;
        private final AtomicInteger nextHost;
        private transient @Nullable PlacedDemand demand;
        private transient @Nullable ContentionColumns out;

        Part(HostSweep sweep, AtomicInteger nextHost) {
            this.sweep = sweep;
            this.nextHost = nextHost;
        }

        void begin(PlacedDemand newDemand, ContentionColumns newOut) {
            reinitialize();
            demand = newDemand;
            out = newOut;
        }

        @Override
        protected void compute() {
            PlacedDemand placed = demand;
            ContentionColumns filled = out;
            if (placed == null || filled == null) {
                throw new IllegalStateException("A part must begin before it is computed.");
            }
            int hosts = placed.hosts();
            for (int h = nextHost.getAndAdd(HOSTS_AT_ONCE); h < hosts; h = nextHost.getAndAdd(HOSTS_AT_ONCE)) {
                sweep.judge(placed, h, Math.min(hosts, h + HOSTS_AT_ONCE), filled);
            }
        }
    }
}
