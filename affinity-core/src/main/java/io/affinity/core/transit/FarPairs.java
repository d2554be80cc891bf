// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.spi.model.Fleet;

/** VMs close to each other: the violation is the number of pairs of which some hosts are too far apart. Cost: a look at each VM of the group. */
final class FarPairs implements TransitRule {

    private final Fleet fleet;
    private final Whereabouts where;
    private final int[] vms;
    private final int maxDistance;
    private int violation;

    FarPairs(Fleet fleet, Whereabouts where, int[] vms, int maxDistance) {
        this.fleet = fleet;
        this.where = where;
        this.vms = vms;
        this.maxDistance = maxDistance;
        for (int i = 0; i < vms.length; i++) {
            for (int j = i + 1; j < vms.length; j++) {
                violation += isFar(where.hostsOf(vms[i]), where.hostsOf(vms[j])) ? 1 : 0;
            }
        }
    }

    @Override
    public double violation() {
        return violation;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        for (int other : vms) {
            if (other != vm) {
                int[] hosts = where.hostsOf(other);
                violation += (isFar(after, hosts) ? 1 : 0) - (isFar(before, hosts) ? 1 : 0);
            }
        }
    }

    private boolean isFar(int[] ones, int[] others) {
        for (int one : ones) {
            for (int other : others) {
                if (fleet.topology()
                                .distance(fleet.hosts().get(one), fleet.hosts().get(other))
                        > maxDistance) {
                    return true;
                }
            }
        }
        return false;
    }
}
