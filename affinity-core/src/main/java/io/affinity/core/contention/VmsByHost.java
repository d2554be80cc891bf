// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.model.Fleet;

/** The VMs of each host in the order of the fleet, in two flat arrays. */
final class VmsByHost {

    private final int[] begin;
    private final int[] vms;

    VmsByHost(Fleet fleet) {
        this.begin = new int[fleet.hosts().size() + 1];
        this.vms = new int[fleet.vms().size()];
        for (int v = 0; v < vms.length; v++) {
            begin[fleet.hostIndexOf(v) + 1]++;
        }
        for (int h = 1; h < begin.length; h++) {
            begin[h] += begin[h - 1];
        }
        int[] next = begin.clone();
        for (int v = 0; v < vms.length; v++) {
            vms[next[fleet.hostIndexOf(v)]++] = v;
        }
    }

    /** {@return the place of the host's first VM; the last is before {@code begin(host + 1)}} */
    int begin(int host) {
        return begin[host];
    }

    int vm(int place) {
        return vms[place];
    }
}
