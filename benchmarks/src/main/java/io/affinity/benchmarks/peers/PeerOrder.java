// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import java.util.List;

/**
 * The ARIMA order that we and the peers estimate, at the period of the task.
 *
 * @param regular p, d, q
 * @param seasonal P, D, Q; without meaning where there is no period
 */
record PeerOrder(List<Integer> regular, List<Integer> seasonal) {

    PeerOrder {
        if (regular.size() != 3 || seasonal.size() != 3) {
            throw new IllegalArgumentException(
                    "The orders " + regular + " and " + seasonal + " must be three numbers each, such as 1,0,1.");
        }
        regular = List.copyOf(regular);
        seasonal = List.copyOf(seasonal);
    }

    /** {@return the order at a period, with a mean where nothing is differenced} */
    ArimaOrder at(int period) {
        ArimaOrder order = ArimaOrder.of(regular.get(0), regular.get(1), regular.get(2));
        if (period > 1) {
            order = order.seasonal(seasonal.get(0), seasonal.get(1), seasonal.get(2), period);
        }
        boolean isStationary = order.differences() + order.seasonalDifferences() == 0;
        return order.with(isStationary ? Constant.ESTIMATED : Constant.NONE);
    }
}
