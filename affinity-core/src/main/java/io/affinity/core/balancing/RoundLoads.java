// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Which VM demands how much where in one round of the reactive balancer, as planned so far. */
final class RoundLoads {

    private final Fleet fleet;
    private final int resources;
    private final double[][] demand;
    private final KnownDemand[] known;
    private final double[][] load;
    private final List<List<Integer>> vmsByHost;
    private final BitSet doubtful = new BitSet();

    RoundLoads(Fleet fleet, DemandHistory history, DemandEstimate estimate) {
        this.fleet = fleet;
        this.resources = fleet.resources().size();
        this.demand = new double[fleet.vms().size()][resources];
        this.known = new KnownDemand[demand.length];
        this.load = new double[fleet.hosts().size()][resources];
        this.vmsByHost = fleet.hosts().stream()
                .<List<Integer>>map(host -> new ArrayList<>())
                .toList();
        int[] hostByVm = fleet.hostIndexByVm();
        for (int v = 0; v < demand.length; v++) {
            for (int r = 0; r < resources; r++) {
                double told = checked(estimate.of(fleet.vms().get(v), r, history), v, r);
                demand[v][r] = Double.isNaN(told) ? 0 : told;
                doubtful.set(hostByVm[v], doubtful.get(hostByVm[v]) || Double.isNaN(told));
            }
            known[v] = new KnownDemand(fleet.vms().get(v), demand[v], history);
            add(v, hostByVm[v]);
        }
    }

    private double checked(double told, int vm, int resource) {
        if (told < 0 || Double.isInfinite(told)) {
            throw new IllegalStateException(
                    "The estimate of " + fleet.resources().get(resource) + " for VM "
                            + fleet.vms().get(vm).id() + " (" + told + ") must be finite and not negative, or NaN.");
        }
        return told;
    }

    /** {@return the hosts with a VM whose demand is missing: nobody knows how full they are, so they are left alone} */
    BitSet doubtful() {
        return doubtful;
    }

    List<Integer> vms(int host) {
        return vmsByHost.get(host);
    }

    void add(int vm, int host) {
        vmsByHost.get(host).add(vm);
        change(vm, host, 1);
    }

    void remove(int vm, int host) {
        vmsByHost.get(host).remove((Integer) vm);
        change(vm, host, -1);
        if (vmsByHost.get(host).isEmpty()) {
            // Rounding must not leave a trace of load on an empty host.
            Arrays.fill(load[host], 0);
        }
    }

    private void change(int vm, int host, int sign) {
        for (int r = 0; r < resources; r++) {
            load[host][r] += sign * demand[vm][r];
        }
    }

    boolean isIdle(int host) {
        for (double value : load[host]) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    double utilization(int host) {
        int r = worstResource(host);
        return share(load[host][r], host, r);
    }

    int worstResource(int host) {
        int worst = 0;
        for (int r = 1; r < resources; r++) {
            boolean worse = share(load[host][r], host, r) > share(load[host][worst], host, worst);
            worst = worse ? r : worst;
        }
        return worst;
    }

    double utilizationWith(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, share(load[host][r] + demand[vm][r], host, r));
        }
        return highest;
    }

    /** {@return whether the host has what the VM and its own VMs demand} */
    boolean canServe(int vm, int host) {
        for (int r = 0; r < resources; r++) {
            if (load[host][r] + demand[vm][r] > capacity(host).value(r)) {
                return false;
            }
        }
        return true;
    }

    /** Of its capacity; none where nobody knows what that is. */
    private double share(double amount, int host, int resource) {
        double has = capacity(host).value(resource);
        return has > 0 ? amount / has : 0;
    }

    private ResourceVector capacity(int host) {
        return fleet.hosts().get(host).capacity();
    }

    /** {@return the VMs, largest CPU demand first, or of the first resource where there is no CPU} */
    List<Integer> byDemand(List<Integer> vms) {
        int r = fleet.resources().contains(Resource.CPU) ? fleet.resources().indexOf(Resource.CPU) : 0;
        return vms.stream()
                .sorted(Comparator.comparingDouble((Integer vm) -> demand[vm][r])
                        .reversed())
                .toList();
    }

    /** {@return the host as it is now; good until a VM is added or removed} */
    HostDemand of(int host) {
        return new View(host, -1);
    }

    /** {@return the host as it would be with this VM too; good until a VM is added or removed} */
    HostDemand with(int vm, int host) {
        return new View(host, vm);
    }

    /** A host with its VMs and, unless it is -1, one more. */
    private final class View implements HostDemand {

        private final int host;
        private final int extra;

        View(int host, int extra) {
            this.host = host;
            this.extra = extra;
        }

        @Override
        public Host host() {
            return fleet.hosts().get(host);
        }

        @Override
        public double estimate(int resource) {
            return extra < 0 ? load[host][resource] : load[host][resource] + demand[extra][resource];
        }

        @Override
        public List<VmDemand> vms() {
            List<Integer> present = vmsByHost.get(host);
            return new AbstractList<>() {
                @Override
                public VmDemand get(int index) {
                    return known[index < present.size() ? present.get(index) : extra];
                }

                @Override
                public int size() {
                    return present.size() + (extra < 0 ? 0 : 1);
                }
            };
        }
    }
}
