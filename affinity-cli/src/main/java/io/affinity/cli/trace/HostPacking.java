// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.trace;

import io.affinity.spi.model.Host;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of several equal hosts each VM runs on, by what VMs were promised.
 *
 * @param vms with the resources of the host, none larger than it
 */
record HostPacking(List<Vm> vms, Host host) {

    /** {@return the place of each VM: the first host that has room, one more where none has} */
    int[] firstFit() {
        List<double[]> promised = new ArrayList<>();
        int[] placement = new int[vms.size()];
        for (int v = 0; v < placement.length; v++) {
            int h = 0;
            while (h < promised.size() && !fits(vms.get(v), promised.get(h))) {
                h++;
            }
            if (h == promised.size()) {
                promised.add(new double[resources().size()]);
            }
            promise(vms.get(v), promised.get(h));
            placement[v] = h;
        }
        return placement;
    }

    /** {@return the place of each VM: the host that has promised least of what it may; nothing if one finds no room so} */
    int[] spread(int hosts) {
        double[][] promised = new double[hosts][resources().size()];
        int[] placement = new int[vms.size()];
        for (int v = 0; v < placement.length; v++) {
            int best = -1;
            for (int h = 0; h < hosts; h++) {
                if (fits(vms.get(v), promised[h]) && (best < 0 || share(promised[h]) < share(promised[best]))) {
                    best = h;
                }
            }
            if (best < 0) {
                return new int[0];
            }
            promise(vms.get(v), promised[best]);
            placement[v] = best;
        }
        return placement;
    }

    private ResourceSet resources() {
        return host.capacity().resources();
    }

    private void promise(Vm vm, double[] promised) {
        for (int r = 0; r < promised.length; r++) {
            promised[r] += vm.allocation().value(r);
        }
    }

    private boolean fits(Vm vm, double[] promised) {
        for (int r = 0; r < promised.length; r++) {
            if (promised[r] + vm.allocation().value(r) > host.allocationLimit(r)) {
                return false;
            }
        }
        return true;
    }

    private double share(double[] promised) {
        double highest = 0;
        for (int r = 0; r < promised.length; r++) {
            highest = Math.max(highest, promised[r] / host.allocationLimit(r));
        }
        return highest;
    }
}
