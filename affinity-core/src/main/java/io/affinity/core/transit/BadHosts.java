// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import java.util.BitSet;

/** VMs that must not run on some hosts: the violation is the number of those that take room on one. */
final class BadHosts implements TransitRule {

    private final BitSet bad;
    private int violation;

    BadHosts(BitSet bad) {
        this.bad = bad;
    }

    @Override
    public double violation() {
        return violation;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        violation += (isBad(after) ? 1 : 0) - (isBad(before) ? 1 : 0);
    }

    private boolean isBad(int[] hosts) {
        for (int host : hosts) {
            if (bad.get(host)) {
                return true;
            }
        }
        return false;
    }
}
