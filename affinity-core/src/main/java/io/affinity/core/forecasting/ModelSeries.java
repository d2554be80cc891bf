// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.storage.SnapshotChecks;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.QuantileLevels;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model of one series and when it was last touched; slots are grid places of the history. Belongs to one thread at a time. */
final class ModelSeries {

    final ErrorMonitor monitor;

    @Nullable
    ObservedModel model;

    /** Those that the model was fitted with. */
    List<Covariate> covariates = List.of();

    boolean isUrgent;
    int fitsOutOfTurn;
    long fittedAt;
    int fittedLength;
    long knownUntil;

    ModelSeries() {
        this(new ErrorMonitor());
    }

    private ModelSeries(ErrorMonitor monitor) {
        this.monitor = monitor;
    }

    /** {@return whether the model was fitted with what cannot be relied on any more} */
    boolean isMisled() {
        return model != null && covariates.stream().anyMatch(Covariate::isWithdrawn);
    }

    /** Writes all but the model. */
    void write(DataOutput out) throws IOException {
        out.writeInt(fitsOutOfTurn);
        out.writeLong(fittedAt);
        out.writeInt(fittedLength);
        out.writeLong(knownUntil);
        monitor.write(out);
    }

    /** {@return the series that was written, without its model} */
    static ModelSeries read(DataInputStream in) throws IOException {
        int fitsOutOfTurn = SnapshotChecks.notNegative("number of fits", in.readInt());
        long fittedAt = SnapshotChecks.placeOrNone(in.readLong());
        int fittedLength = SnapshotChecks.notNegative("length of a history", in.readInt());
        long knownUntil = SnapshotChecks.placeOrNone(in.readLong());
        SnapshotChecks.between("place of the fit", fittedAt, Long.MIN_VALUE, knownUntil);
        ModelSeries series = new ModelSeries(ErrorMonitor.read(in));
        series.fitsOutOfTurn = fitsOutOfTurn;
        series.fittedAt = fittedAt;
        series.fittedLength = fittedLength;
        series.knownUntil = knownUntil;
        return series;
    }

    /** Takes what was demanded meanwhile, but for the newest step, as if there had been a cycle at each step. */
    void catchUp(EventFreeDemand demand) {
        ObservedModel known = model;
        for (long place = knownUntil + 1; place < demand.history().slot(); place++) {
            monitor.observe(demand.history().at(demand.vm(), demand.resource(), place));
            if (known != null) {
                known.observe(demand.at(place));
                monitor.expect(
                        known.model().forecast(1, QuantileLevels.STANDARD).mean(0) + demand.eventsAfter(place));
            }
            knownUntil = place;
        }
    }
}
