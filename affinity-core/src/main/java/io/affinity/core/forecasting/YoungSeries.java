// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.VmId;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Series of which too little is known to learn a model from. */
final class YoungSeries {

    /** As many values make a model: an hour of five-minute steps. */
    static final int ENOUGH = 12;

    /** Fewer of the last hour are known after a gap: as few as leave no trust. */
    private static final int AFTER_A_GAP = ENOUGH / 2;

    /** As many make a model after a gap too, where the past before it is known: a day of five-minute steps. */
    private static final int ENOUGH_BEFORE_A_GAP = 288;

    /** Whoever came less than two hours ago is new; a model takes one, but values may be missing. */
    private static final int NEW = 2 * ENOUGH;

    /** How long ago those came who are old beside who is new: eight hours, so that no fleet that began as a whole has both. */
    static final int OLD = 4 * NEW;

    private YoungSeries() {}

    /** {@return whether the VM came so lately that others may know better what it will do, if they are old} */
    static boolean isNew(DemandHistory history, VmId vm, int resource) {
        return history.age(vm, resource) < NEW;
    }

    /** {@return whether a model can be made of what is known: of the last hour, or, after a gap, of a day in all and the newest step} */
    static boolean isEnough(DemandHistory history, VmId vm, int resource) {
        long lately = values(history, vm, resource).count();
        return lately >= ENOUGH || (lately < AFTER_A_GAP && isBack(history, vm, resource));
    }

    private static boolean isBack(DemandHistory history, VmId vm, int resource) {
        int age = history.age(vm, resource);
        if (age < ENOUGH_BEFORE_A_GAP || Double.isNaN(history.latest(vm, resource))) {
            return false;
        }
        DemandHistory.Values all = history.values(vm, resource);
        long known = LongStream.range(0, age)
                .filter(back -> !Double.isNaN(all.at(history.slot() - back)))
                .count();
        return known >= ENOUGH_BEFORE_A_GAP;
    }

    /** {@return what is known of the last {@value #ENOUGH} steps, the oldest first, without what is missing} */
    static DoubleStream values(DemandHistory history, VmId vm, int resource) {
        return LongStream.rangeClosed(history.slot() - ENOUGH + 1, history.slot())
                .mapToDouble(place -> history.at(vm, resource, place))
                .filter(value -> !Double.isNaN(value));
    }
}
