package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.VmId;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Series of which too little is known to learn a model from. */
final class YoungSeries {

    /** As many values make a model: an hour of five-minute steps. */
    static final int ENOUGH = 12;

    /** As many make one after a gap too, where the past before it is known: a day of five-minute steps. */
    private static final int ENOUGH_BEFORE_A_GAP = 288;

    private YoungSeries() {}

    /** {@return whether a model can be made of what is known: of the last hour, or of a day in all and the newest step} */
    static boolean isEnough(DemandHistory history, VmId vm, int resource) {
        if (values(history, vm, resource).count() >= ENOUGH) {
            return true;
        }
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
