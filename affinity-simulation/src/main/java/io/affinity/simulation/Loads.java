// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import java.util.Arrays;

/**
 * Who wants and gets what at one instant. A host that cannot serve all demand for a resource serves each VM the same share
 * of it. A migrating VM loses a little CPU on its source, and takes as much on its target, where all its memory is held as
 * well.
 */
final class Loads {

    private static final double ROUNDING = 1e-9;

    private final Workload workload;
    private final double degradation;
    private final int resources;
    private final int cpu;
    private final int memory;
    private final double[][] capacity;
    private final double[][] wanted;
    private final double[][] asked;
    private final double[][] need;
    private final double[][] served;
    private final double[] fairCpu;
    private final double[] servedCpu;

    Loads(Fleet fleet, Workload workload, double degradation) {
        this.workload = workload;
        this.degradation = degradation;
        this.resources = fleet.resources().size();
        this.cpu = fleet.resources().contains(Resource.CPU) ? fleet.resources().indexOf(Resource.CPU) : 0;
        this.memory =
                fleet.resources().contains(Resource.MEMORY) ? fleet.resources().indexOf(Resource.MEMORY) : -1;
        int hosts = fleet.hosts().size();
        this.capacity = new double[hosts][resources];
        for (int h = 0; h < hosts; h++) {
            for (int r = 0; r < resources; r++) {
                capacity[h][r] = fleet.hosts().get(h).capacity().value(r);
            }
        }
        this.wanted = new double[workload.vms().size()][resources];
        this.asked = new double[hosts][resources];
        this.need = new double[hosts][resources];
        this.served = new double[hosts][resources];
        this.fairCpu = new double[workload.vms().size()];
        this.servedCpu = new double[workload.vms().size()];
    }

    /**
     * Works out everything anew.
     *
     * @param step the workload's step, with its fraction
     * @param hostByVm -1 for VMs that have left
     * @param targetByVm -1 for VMs that are not migrating
     */
    void refresh(double step, int[] hostByVm, int[] targetByVm) {
        for (int h = 0; h < capacity.length; h++) {
            Arrays.fill(asked[h], 0);
            Arrays.fill(need[h], 0);
            Arrays.fill(served[h], 0);
        }
        for (int v = 0; v < hostByVm.length; v++) {
            if (hostByVm[v] >= 0) {
                for (int r = 0; r < resources; r++) {
                    wanted[v][r] = demand(v, r, step);
                    ask(v, r, hostByVm[v], targetByVm[v]);
                }
            }
        }
        for (int v = 0; v < hostByVm.length; v++) {
            if (hostByVm[v] >= 0) {
                serve(v, hostByVm[v], targetByVm[v]);
            }
        }
    }

    private double demand(int vm, int resource, double step) {
        int before = Math.min((int) Math.floor(step), workload.steps() - 1);
        int after = Math.min(before + 1, workload.steps() - 1);
        double from = held(workload, vm, resource, before);
        double to = held(workload, vm, resource, after);
        return from + (step - before) * (to - from);
    }

    /** A gap of the recording repeats what came before it. */
    static double held(Workload workload, int vm, int resource, int step) {
        for (int s = step; s >= -workload.historySteps(); s--) {
            double value = workload.demand(vm, resource, s);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    private void ask(int vm, int resource, int host, int target) {
        double want = wanted[vm][resource];
        asked[host][resource] += want;
        need[host][resource] += want;
        if (target >= 0) {
            asked[target][resource] += resource == cpu || resource == memory ? want : 0;
            need[target][resource] += incoming(resource) * want;
        }
    }

    private double incoming(int resource) {
        if (resource == cpu) {
            return degradation;
        }
        return resource == memory ? 1 : 0;
    }

    private double scale(int host, int resource) {
        return need[host][resource] > capacity[host][resource] ? capacity[host][resource] / need[host][resource] : 1;
    }

    private void serve(int vm, int host, int target) {
        for (int r = 0; r < resources; r++) {
            double share = wanted[vm][r] * scale(host, r);
            served[host][r] += share;
            if (target >= 0) {
                served[target][r] += wanted[vm][r] * incoming(r) * scale(target, r);
            }
        }
        fairCpu[vm] = wanted[vm][cpu] * scale(host, cpu);
        servedCpu[vm] = fairCpu[vm] * (target >= 0 ? 1 - degradation : 1);
    }

    double wanted(int vm, int resource) {
        return wanted[vm][resource];
    }

    double wantedCpu(int vm) {
        return wanted[vm][cpu];
    }

    /** {@return the VM's share of what its host has, before it loses a part of it because it migrates} */
    double fairCpu(int vm) {
        return fairCpu[vm];
    }

    double servedCpu(int vm) {
        return servedCpu[vm];
    }

    /** {@return CPU in use as a share of capacity, 0 to 1} */
    double cpuUtilization(int host) {
        return served[host][cpu] / capacity[host][cpu];
    }

    /** {@return demand as a share of capacity of the scarcest resource, above 1 where the host is short} */
    double demandShare(int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, demandShare(host, r));
        }
        return highest;
    }

    /** {@return demand for one resource as a share of capacity, above 1 where the host is short} */
    double demandShare(int host, int resource) {
        return need[host][resource] / capacity[host][resource];
    }

    boolean isActive(int host) {
        return served[host][cpu] > 0;
    }

    /** {@return whether less is served than asked for, where a VM on its way in asks for all it wants} */
    boolean isViolated(int host) {
        for (int r = 0; r < resources; r++) {
            if (served[host][r] < asked[host][r] * (1 - ROUNDING)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether demand for any resource exceeds capacity} */
    boolean isContended(int host) {
        for (int r = 0; r < resources; r++) {
            if (need[host][r] > capacity[host][r] * (1 + ROUNDING)) {
                return true;
            }
        }
        return false;
    }
}
