// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.storage.SnapshotChecks;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The model of a fleet and when it was last touched; slots are grid places of the history. */
final class FleetModelState {

    @Nullable
    ObservedFleetModel model;

    long knownUntil;
    long fittedAt;

    /** What there was to learn from at the last fit, in steps; 0 before the first. */
    int fittedLength;

    /** {@return whether the model should be learned anew} */
    boolean isDue(long slot, int refitSteps) {
        // What little is known doubles soon.
        return slot - fittedAt >= Math.min(fittedLength, refitSteps);
    }

    /** Writes all but the model. */
    void write(DataOutput out) throws IOException {
        out.writeLong(knownUntil);
        out.writeLong(fittedAt);
        out.writeInt(fittedLength);
    }

    /** {@return the state that was written, without its model} */
    static FleetModelState read(DataInputStream in) throws IOException {
        FleetModelState state = new FleetModelState();
        state.knownUntil = SnapshotChecks.placeOrNone(in.readLong());
        state.fittedAt = SnapshotChecks.placeOrNone(in.readLong());
        SnapshotChecks.between("place of the fit", state.fittedAt, Long.MIN_VALUE, state.knownUntil);
        state.fittedLength = SnapshotChecks.notNegative("length of a history", in.readInt());
        return state;
    }
}
