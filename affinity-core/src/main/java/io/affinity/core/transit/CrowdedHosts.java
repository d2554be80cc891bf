// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import java.util.BitSet;

/** At most so many VMs on each of some hosts: the violation is the number of those in excess. */
final class CrowdedHosts implements TransitRule {

    private final Whereabouts where;
    private final BitSet hosts;
    private final int most;
    private int violation;

    CrowdedHosts(Whereabouts where, BitSet hosts, int most) {
        this.where = where;
        this.hosts = hosts;
        this.most = most;
        violation = hosts.stream()
                .map(host -> Math.max(0, where.vmsOn(host) - most))
                .sum();
    }

    @Override
    public double violation() {
        return violation;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        for (int host : before) {
            if (hosts.get(host) && !Whereabouts.contains(after, host) && where.vmsOn(host) >= most) {
                violation--;
            }
        }
        for (int host : after) {
            if (hosts.get(host) && !Whereabouts.contains(before, host) && where.vmsOn(host) > most) {
                violation++;
            }
        }
    }
}
