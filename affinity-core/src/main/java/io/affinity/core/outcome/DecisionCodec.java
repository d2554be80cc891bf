// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.outcome.DecisionState.TrackState;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A decision ledger as bytes, in a {@link SnapshotFormat}. {@link DecisionReader} reads it. */
final class DecisionCodec {

    static final SnapshotFormat FORMAT = new SnapshotFormat(0x4146444C, 4);

    /** How a migration that is under way will end, by number; these must never change. */
    static final int COMPLETES = 0;

    static final int IS_ABORTED = 1;
    static final int FAILS = 2;

    private final DataOutputStream out;

    private DecisionCodec(DataOutputStream out) {
        this.out = out;
    }

    static byte[] encode(String madeWith, DecisionState state) {
        return FORMAT.encode(madeWith, out -> new DecisionCodec(out).write(state));
    }

    private void write(DecisionState state) throws IOException {
        write(state.since());
        write(state.accounted());
        write(state.missed());
        write(state.at());
        writeFleet(state);
        write(state.actual());
        write(state.stay());
        write(state.reactive());
        out.writeBoolean(state.forecasts() != null);
        if (state.forecasts() != null) {
            write(state.forecasts());
        }
        out.writeInt(state.rows().capacity());
        for (int i = 0; i < state.rows().capacity(); i++) {
            out.writeFloat(state.rows().get(i));
        }
        writeGains(state);
        write(state.standing());
        out.writeInt(state.seen());
        out.writeInt(state.windowsNotWorse());
    }

    private void writeFleet(DecisionState state) throws IOException {
        out.writeInt(state.resources().size());
        for (Resource resource : state.resources()) {
            out.writeUTF(resource.name());
            out.writeUTF(resource.unit());
        }
        out.writeInt(state.hosts().size());
        for (HostId host : state.hosts()) {
            out.writeUTF(host.value());
        }
        out.writeInt(state.vms().size());
        for (VmId vm : state.vms()) {
            out.writeUTF(vm.value());
        }
        for (int i = 0; i < state.demand().capacity(); i++) {
            out.writeDouble(state.demand().get(i));
        }
    }

    private void write(TrackState track) throws IOException {
        for (int v = 0; v < track.hostByVm().capacity(); v++) {
            out.writeInt(track.hostByVm().get(v));
        }
        TrackTotals totals = track.totals();
        out.writeDouble(totals.contentionMinutes());
        out.writeDouble(totals.weightedContentionHours());
        out.writeDouble(totals.activeHostHours());
        out.writeInt(totals.migrations());
        out.writeDouble(totals.migrationCost());
        out.writeDouble(totals.owedCost());
        out.writeInt(track.flights().size());
        for (ShadowMigrator.Flight flight : track.flights()) {
            write(flight.migration());
            write(flight.endsAt());
            out.writeByte(code(flight.outcome()));
        }
        out.writeInt(track.plan().size());
        for (PlannedMigration planned : track.plan()) {
            write(planned.migration());
            out.writeBoolean(TrackEvent.isForRules(planned.recommendation().reasons()));
            write(planned.startAfter());
            out.writeInt(planned.number());
            out.writeInt(planned.dependsOn().size());
            for (int number : planned.dependsOn()) {
                out.writeInt(number);
            }
        }
        out.writeInt(track.past().size());
        for (MigrationMemory.Started started : track.past()) {
            write(started.migration());
            write(started.at());
            Instant over = started.over();
            out.writeBoolean(over != null);
            if (over != null) {
                write(over);
            }
        }
        writeEvents(track);
    }

    private void writeEvents(TrackState track) throws IOException {
        out.writeInt(track.begun().size());
        for (Migration migration : track.begun()) {
            write(migration);
        }
        out.writeInt(track.over().size());
        for (TrackEvent event : track.over()) {
            write(event.at());
            out.writeByte(event.kind().code());
            write(event.migration());
            out.writeDouble(event.cost());
            out.writeBoolean(event.isOwed());
        }
    }

    private static int code(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed) {
            return COMPLETES;
        }
        return outcome instanceof MigrationOutcome.Aborted ? IS_ABORTED : FAILS;
    }

    private void writeGains(DecisionState state) throws IOException {
        out.writeInt(state.gains().size());
        for (MigrationGain gain : state.gains()) {
            write(gain.migration());
            write(gain.endedAt());
            write(gain.elapsed());
            write(gain.downtime());
            out.writeDouble(gain.transferredBytes());
            out.writeDouble(gain.cost());
            write(gain.seen());
            out.writeDouble(gain.minutes());
            out.writeDouble(gain.after5Minutes());
            out.writeDouble(gain.afterAnHour());
            out.writeDouble(gain.afterADay());
        }
        out.writeInt(state.openGains());
        out.writeInt(state.ages().size());
        for (GainAtAge age : state.ages()) {
            write(age.age());
            out.writeInt(age.migrations());
            out.writeDouble(age.minutes());
        }
    }

    private void write(DecidingRule standing) throws IOException {
        out.writeByte(standing.rule().code());
        write(standing.since());
        DecidingRule.@Nullable Verdict because = standing.because();
        out.writeBoolean(because != null);
        if (because != null) {
            out.writeByte(because.from().code());
            out.writeByte(because.against().code());
            out.writeDouble(because.gain().estimate());
            out.writeDouble(because.gain().low());
            out.writeDouble(because.gain().high());
            write(because.over());
        }
    }

    private void write(Migration migration) throws IOException {
        out.writeUTF(migration.vm().value());
        out.writeUTF(migration.source().value());
        out.writeUTF(migration.target().value());
    }

    private void write(Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private void write(Duration duration) throws IOException {
        out.writeLong(duration.getSeconds());
        out.writeInt(duration.getNano());
    }
}
