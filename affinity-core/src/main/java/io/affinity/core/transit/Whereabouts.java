// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import java.util.Arrays;

/**
 * On which hosts each VM takes room, and what is promised there. Sums are made anew for a host whose VMs change, so that no rounding
 * piles up. Layout: the hosts of each VM and the VMs of each host as short arrays. Belongs to one thread.
 */
final class Whereabouts {

    private static final double ROUNDING = 1e-12;

    private final int resources;
    private final double[] allocations;
    private final double[] limits;
    private final double[] promised;
    private final int[][] hostsByVm;
    private final int[][] vmsByHost;
    private final int[] vms;

    Whereabouts(Fleet fleet) {
        resources = fleet.resources().size();
        int hosts = fleet.hosts().size();
        allocations = new double[fleet.vms().size() * resources];
        limits = new double[hosts * resources];
        promised = new double[hosts * resources];
        hostsByVm = new int[fleet.vms().size()][];
        vmsByHost = new int[hosts][4];
        vms = new int[hosts];
        for (int h = 0; h < hosts; h++) {
            Host host = fleet.hosts().get(h);
            for (int r = 0; r < resources; r++) {
                limits[h * resources + r] = host.allocationLimit(r);
            }
        }
        for (int vm = 0; vm < hostsByVm.length; vm++) {
            for (int r = 0; r < resources; r++) {
                allocations[vm * resources + r] =
                        fleet.vms().get(vm).allocation().value(r);
            }
            hostsByVm[vm] = new int[] {fleet.hostIndexOf(vm)};
            append(vm, hostsByVm[vm][0]);
        }
        for (int h = 0; h < hosts; h++) {
            sum(h);
        }
    }

    int resources() {
        return resources;
    }

    /** {@return the hosts of a VM; not to be changed} */
    int[] hostsOf(int vm) {
        return hostsByVm[vm];
    }

    int vmsOn(int host) {
        return vms[host];
    }

    int vmOn(int host, int place) {
        return vmsByHost[host][place];
    }

    double promised(int host, int resource) {
        return promised[host * resources + resource];
    }

    double limit(int host, int resource) {
        return limits[host * resources + resource];
    }

    /** {@return what a host promises beyond its limit, as a share of it; of the resource of which that is most} */
    double overcommit(int host) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(worst, overcommit(promised(host, r), limit(host, r)));
        }
        return worst;
    }

    /** {@return {@link #overcommit(int)} if the host took this VM too} */
    double overcommitWith(int vm, int host) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(worst, overcommit(promised(host, r) + allocations[vm * resources + r], limit(host, r)));
        }
        return worst;
    }

    private static double overcommit(double promise, double limit) {
        return limit > 0 && promise > limit * (1 + ROUNDING) ? promise / limit - 1 : 0;
    }

    void set(int vm, int[] hosts) {
        int[] before = hostsByVm[vm];
        hostsByVm[vm] = hosts;
        for (int host : before) {
            if (!contains(hosts, host)) {
                remove(vm, host);
                sum(host);
            }
        }
        for (int host : hosts) {
            if (!contains(before, host)) {
                append(vm, host);
                sum(host);
            }
        }
    }

    static boolean contains(int[] some, int one) {
        for (int each : some) {
            if (each == one) {
                return true;
            }
        }
        return false;
    }

    private void append(int vm, int host) {
        if (vms[host] == vmsByHost[host].length) {
            vmsByHost[host] = Arrays.copyOf(vmsByHost[host], 2 * vms[host]);
        }
        vmsByHost[host][vms[host]++] = vm;
    }

    private void remove(int vm, int host) {
        int place = 0;
        while (vmsByHost[host][place] != vm) {
            place++;
        }
        // In order, so that a sum does not depend on what came and went.
        System.arraycopy(vmsByHost[host], place + 1, vmsByHost[host], place, --vms[host] - place);
    }

    private void sum(int host) {
        for (int r = 0; r < resources; r++) {
            double sum = 0;
            for (int i = 0; i < vms[host]; i++) {
                sum += allocations[vmsByHost[host][i] * resources + r];
            }
            promised[host * resources + r] = sum;
        }
    }
}
