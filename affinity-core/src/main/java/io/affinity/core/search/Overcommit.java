// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.LoadCost;

/** By how much a host promises more than it may, as a share of its limit, of the resource where that is most. */
record Overcommit(LoadColumns promises, double weight) implements LoadCost {

    @Override
    public double of(int host, long[] load) {
        return weight * share(host, load);
    }

    /** {@return the share; zero if the host does not promise too much} */
    double share(int host, long[] load) {
        double worst = 0;
        for (int r = 0; r < load.length; r++) {
            long limit = promises.capacity(host, r);
            if (load[r] > limit && limit > 0) {
                worst = Math.max(worst, (double) load[r] / limit - 1);
            }
        }
        return worst;
    }

    @Override
    public boolean isHard() {
        return true;
    }
}
