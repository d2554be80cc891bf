// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.VmId;
import java.util.Arrays;

/** The records of one VM's series, and what it demanded in the newest step and a season before. */
final class VmScores {

    private final VmId vm;
    private final SeriesScores[] series;
    private final float[] latest;
    private final float[] seasonAgo;
    private long latestAt = Long.MIN_VALUE;

    VmScores(VmId vm, int resources, SeriesLayout layout) {
        this.vm = vm;
        this.series = new SeriesScores[resources];
        this.latest = new float[resources];
        this.seasonAgo = new float[resources];
        Arrays.setAll(series, r -> new SeriesScores(layout));
    }

    VmId vm() {
        return vm;
    }

    SeriesScores series(int resource) {
        return series[resource];
    }

    /** Notes what the VM demands now. */
    void look(DemandHistory history, int season) {
        latestAt = history.slot();
        boolean isKnown = season > 0 && season < history.window();
        for (int r = 0; r < latest.length; r++) {
            latest[r] = (float) history.at(vm, r, latestAt);
            seasonAgo[r] = isKnown ? (float) history.at(vm, r, latestAt - season) : Float.NaN;
        }
    }

    /** {@return whether it was seen since a restart, but not in this step} */
    boolean isAbsentAt(long step) {
        return latestAt != Long.MIN_VALUE && latestAt < step;
    }

    boolean isSeenSince(long step) {
        return latestAt >= step;
    }

    /** Nothing is predicted at this step. */
    void skip(long step) {
        for (SeriesScores one : series) {
            one.expectNothing(step);
        }
    }

    /** {@return the demand of this step; NaN if it was not measured or the VM is gone} */
    float demand(int resource, long step) {
        return latestAt == step ? latest[resource] : Float.NaN;
    }

    /** {@return the demand a season before this step; NaN if it is not known} */
    float demandSeasonAgo(int resource, long step) {
        return latestAt == step ? seasonAgo[resource] : Float.NaN;
    }
}
