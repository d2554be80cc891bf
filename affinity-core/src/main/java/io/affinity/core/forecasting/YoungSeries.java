package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.VmId;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Series of which too little is known to learn a model from. */
final class YoungSeries {

    /** As many values make a model: an hour of five-minute steps. */
    static final int ENOUGH = 12;

    private YoungSeries() {}

    /** {@return what is known of the last {@value #ENOUGH} steps, the oldest first, without what is missing} */
    static DoubleStream values(DemandHistory history, VmId vm, int resource) {
        return LongStream.rangeClosed(history.slot() - ENOUGH + 1, history.slot())
                .mapToDouble(place -> history.at(vm, resource, place))
                .filter(value -> !Double.isNaN(value));
    }
}
