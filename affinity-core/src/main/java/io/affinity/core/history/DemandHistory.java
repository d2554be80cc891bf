// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.history;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;

/**
 * The recent demand of every VM on one regular grid, and how far it may be believed; read only. What a stage is given is
 * {@link #fixed} at one step: it says the same for as long as it says anything, and throws {@link IllegalStateException} once the
 * next observation has been recorded. Kept by {@link DemandRecorder}; may be read by several threads while nothing is recorded.
 */
public interface DemandHistory {

    /**
     * For how many steps a VM that is not observed is the same when it is back, with its past and all that was learned of it: an hour
     * of five-minute steps, for inventories may lose a VM for a moment.
     */
    int GRACE_STEPS = 12;

    /** {@return the distance between two values} */
    Duration step();

    /** {@return how many steps are kept} */
    int window();

    /** {@return the number of the newest grid place, which grows by one each step} */
    long slot();

    /**
     * {@return whether a VM is remembered: it was observed in the newest step, or in one of the {@value #GRACE_STEPS} before}. Of one that
     * was not observed, what is newer is missing; of one that is not remembered, nothing can be asked.
     */
    boolean remembers(VmId vm);

    /** {@return the demand of a VM for a resource in the newest step; NaN if it is missing} */
    double latest(VmId vm, int resource);

    /** Writes the demand of a VM for each resource in the newest step, NaN where it is missing, from an index on. */
    void latest(VmId vm, double[] into, int from);

    /** {@return the demand of a VM for a resource at a grid place within the window; NaN if it is missing} */
    double at(VmId vm, int resource, long place);

    /** What one VM demands of one resource; for whoever asks for many places. */
    interface Values {

        /** {@return the demand at a grid place up to the newest; NaN if it is missing, or older than the window by now} */
        double at(long place);
    }

    /** {@return the demand of a VM for a resource, readable for as long as this history is} */
    Values values(VmId vm, int resource);

    /** {@return how many steps ago the first value that is kept was measured, the newest step included; 0 if there is none} */
    int age(VmId vm, int resource);

    /** {@return the time of a grid place} */
    Instant timeOf(long place);

    /**
     * {@return what is known of a VM's demand for a resource, from the first value that is not missing to the newest step}
     */
    TimeSeries series(VmId vm, int resource);

    /**
     * {@return what bounds a VM's demand for a resource: what it was promised or, where that is more, the most it demanded in
     * the window; infinite where nothing was promised}
     *
     * <p>The CPU of a VM goes above its allocation where its cores run faster.
     */
    double upperBound(Vm vm, int resource);

    /**
     * {@return how far the recent measurements of a VM may be believed: {@code NONE} if all resources of the last three
     * steps, or more than half of the last hour's values, are missing; {@code LOW} if any of the last hour is}
     */
    Trust trust(VmId vm);

    /** {@return this history at its present step; itself if it is fixed already} */
    DemandHistory fixed();
}
