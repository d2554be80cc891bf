// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.VmId;

/** What is known of a series from outside, on the grid of a history. May be read by several threads. */
public interface OutsideValues {

    /** {@return what it is called} */
    String name();

    /** {@return whether it may move the demand of this VM} */
    boolean concerns(VmId vm);

    /** {@return its value at a place of the grid; NaN if it is not known} */
    double at(long place);
}
