// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a decision ledger that survives a restart. Numbers are the ledger's own, from the first place of each buffer on.
 *
 * @param at the last moment
 * @param demand then, of VM {@code v} and resource {@code r} at {@code v * resources + r}
 * @param hosts what the host numbers of tracks mean
 * @param forecasts null while forecasts decide in truth
 * @param rows of the ring
 * @param gains those that are over first
 * @param openGains how many are not over
 * @param seen steps of the trial that is on
 */
record DecisionState(
        Instant since,
        Duration accounted,
        Duration missed,
        Instant at,
        List<Resource> resources,
        List<VmId> vms,
        DoubleBuffer demand,
        List<HostId> hosts,
        TrackState actual,
        TrackState stay,
        TrackState reactive,
        @Nullable TrackState forecasts,
        FloatBuffer rows,
        List<MigrationGain> gains,
        int openGains,
        List<GainAtAge> ages,
        DecidingRule standing,
        int seen,
        int windowsNotWorse) {

    /**
     * One track.
     *
     * @param hostByVm by place in the lists
     * @param flights under way before the plan
     * @param plan that is carried out since the last moment
     * @param past migrations that its shadow remembers
     * @param begun under way at the last moment, and over since
     * @param over what happened since, of migrations that are over
     */
    record TrackState(
            IntBuffer hostByVm,
            TrackTotals totals,
            List<ShadowMigrator.Flight> flights,
            List<PlannedMigration> plan,
            List<MigrationMemory.Started> past,
            List<Migration> begun,
            List<TrackEvent> over) {}
}
