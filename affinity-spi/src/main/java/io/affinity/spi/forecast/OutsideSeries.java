// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;

/**
 * A series from outside the fleet that may go ahead of its demand: sessions, requests, sign-ins. What it means for a VM, and how far it
 * goes ahead, is found from data; it need not be known here.
 *
 * <p>The control loop asks in each step, from its own thread; whoever reads a file or a server does that on another. Thread-safe,
 * answers without waiting, and throws nothing: what cannot be read is not known.
 */
public interface OutsideSeries {

    /** {@return what it is called, not blank, and unlike the others that a loop is given} */
    String name();

    /** {@return whether it may move the demand of this VM} */
    boolean concerns(VmId vm);

    /**
     * {@return what is known of it on a grid}: the value at index {@code i} is the mean of the time from {@code start + (i - 1) * step},
     * exclusive, to {@code start + i * step}, inclusive, as demand is measured. In any unit, finite or NaN where it is not known. What it
     * says of a time may come late, and be another when it is asked again
     *
     * @param step positive
     * @param length number of values, not negative
     */
    double[] values(Instant start, Duration step, int length);

    /** {@return in a sentence, why it is not known as well as it should be; empty if all is well} */
    default String problem() {
        return "";
    }
}
