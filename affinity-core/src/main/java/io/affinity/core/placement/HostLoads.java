package io.affinity.core.placement;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.Arrays;

/**
 * The load of every host in every scenario and step, and what its shortfall costs; kept up to date as VMs come and go.
 *
 * <p>Putting a VM on a host is one addition of arrays, and asking what it would cost is one pass over them; neither
 * allocates. A host whose highest load and a VM's highest demand fit together need not be looked at.
 */
final class HostLoads {

    private static final double DISCOUNT = 0.95;

    private final Fleet fleet;
    private final Scenarios scenarios;
    private final int resources;
    private final int block;
    private final boolean[] isUsed;
    private final float[] load;
    private final float[] peakLoad;
    private final float[] peakDemand;
    private final double[] meanDemand;
    private final double[] meanLoad;
    private final double[] weightedLoad;
    private final double[] allocated;
    private final double[] allocatedAtFirst;
    private final double[] shortfallCost;
    private final int[] vmCount;
    private final double[] stepWeight;

    HostLoads(Scenarios scenarios, ObjectiveWeights weights) {
        this.fleet = scenarios.fleet();
        this.scenarios = scenarios;
        this.resources = fleet.resources().size();
        this.block = scenarios.blockLength();
        int hosts = fleet.hosts().size();
        int vms = fleet.vms().size();
        this.isUsed = new boolean[resources];
        this.load = new float[hosts * resources * block];
        this.peakLoad = new float[hosts * resources];
        this.peakDemand = new float[vms * resources];
        this.meanDemand = new double[vms * resources];
        this.meanLoad = new double[hosts * resources];
        this.weightedLoad = new double[hosts * resources];
        this.allocated = new double[hosts * resources];
        this.shortfallCost = new double[hosts * resources];
        this.vmCount = new int[hosts];
        this.stepWeight = stepWeights(scenarios, weights);
        for (int v = 0; v < vms; v++) {
            summarize(v);
        }
        for (int v = 0; v < vms; v++) {
            account(v, fleet.hostIndexOf(v), 1);
        }
        this.allocatedAtFirst = allocated.clone();
        for (int h = 0; h < hosts; h++) {
            refresh(h);
        }
    }

    private static double[] stepWeights(Scenarios scenarios, ObjectiveWeights weights) {
        double[] perStep = new double[scenarios.steps()];
        Arrays.setAll(perStep, t -> Math.pow(DISCOUNT, t));
        double total = Arrays.stream(perStep).sum();
        Arrays.setAll(perStep, t -> weights.shortfall() * perStep[t] / total / scenarios.scenarios());
        return perStep;
    }

    private void summarize(int vm) {
        for (int r = 0; r < resources; r++) {
            float[] column = scenarios.column(r);
            int offset = scenarios.offset(vm);
            float peak = 0;
            double sum = 0;
            for (int i = offset; i < offset + block; i++) {
                peak = Math.max(peak, column[i]);
                sum += column[i];
            }
            peakDemand[vm * resources + r] = peak;
            meanDemand[vm * resources + r] = sum / block;
            isUsed[r] |= peak > 0;
        }
    }

    void add(int vm, int host) {
        account(vm, host, 1);
        refresh(host);
    }

    void remove(int vm, int host) {
        account(vm, host, -1);
        refresh(host);
    }

    private void account(int vm, int host, int sign) {
        vmCount[host] += sign;
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            double mean = meanDemand[vm * resources + r];
            meanLoad[cell] += sign * mean;
            weightedLoad[cell] += sign * mean * fleet.vms().get(vm).priority().weight();
            allocated[cell] += sign * fleet.vms().get(vm).allocation().value(r);
            if (isUsed[r]) {
                float[] column = scenarios.column(r);
                int from = scenarios.offset(vm);
                int to = cell * block;
                for (int i = 0; i < block; i++) {
                    load[to + i] += sign * column[from + i];
                }
            }
        }
    }

    private void refresh(int host) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            float peak = 0;
            for (int i = cell * block; i < (cell + 1) * block; i++) {
                peak = Math.max(peak, load[i]);
            }
            peakLoad[cell] = peak;
            shortfallCost[cell] = peak > usable(host, r) ? shortfall(host, r) * importance(host, r, -1, 0) : 0;
        }
    }

    private float usable(int host, int resource) {
        return (float) fleet.hosts().get(host).usable(resource);
    }

    private double shortfall(int host, int resource) {
        float usable = usable(host, resource);
        int from = (host * resources + resource) * block;
        int count = scenarios.scenarios();
        double cost = 0;
        for (int t = 0; t < stepWeight.length; t++) {
            float excess = 0;
            for (int i = from + t * count; i < from + (t + 1) * count; i++) {
                excess += Math.max(0, load[i] - usable);
            }
            cost += stepWeight[t] * excess;
        }
        return cost / usable;
    }

    private double shortfallWith(int host, int resource, int vm, int sign) {
        float usable = usable(host, resource);
        float[] column = scenarios.column(resource);
        int demandFrom = scenarios.offset(vm);
        int from = (host * resources + resource) * block;
        int count = scenarios.scenarios();
        double cost = 0;
        for (int t = 0; t < stepWeight.length; t++) {
            float excess = 0;
            for (int i = t * count; i < (t + 1) * count; i++) {
                excess += Math.max(0, load[from + i] + sign * column[demandFrom + i] - usable);
            }
            cost += stepWeight[t] * excess;
        }
        return cost / usable;
    }

    /** Mean priority weight of the host's demand, with the VM added or taken away. */
    private double importance(int host, int resource, int vm, int sign) {
        int cell = host * resources + resource;
        double mean = meanLoad[cell];
        double weighted = weightedLoad[cell];
        if (vm >= 0) {
            double demand = meanDemand[vm * resources + resource];
            mean += sign * demand;
            weighted += sign * demand * fleet.vms().get(vm).priority().weight();
        }
        return mean > 1e-12 ? weighted / mean : 1;
    }

    /** {@return what the shortfall of a host costs} */
    double shortfallCost(int host) {
        double cost = 0;
        for (int r = 0; r < resources; r++) {
            cost += shortfallCost[host * resources + r];
        }
        return cost;
    }

    /** {@return what the shortfall of a host would cost with the VM added (sign 1) or taken away (sign -1)} */
    double shortfallCostWith(int host, int vm, int sign) {
        double cost = 0;
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            boolean unaffected = peakDemand[vm * resources + r] == 0;
            boolean fits = sign < 0
                    ? peakLoad[cell] <= usable(host, r)
                    : peakLoad[cell] + peakDemand[vm * resources + r] <= usable(host, r);
            if (unaffected) {
                cost += shortfallCost[cell];
            } else if (!fits) {
                cost += shortfallWith(host, r, vm, sign) * importance(host, r, vm, sign);
            }
        }
        return cost;
    }

    /** {@return whether the host may promise what the VM was promised on top of what it has promised already} */
    boolean mayPromise(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            double limit = fleet.hosts().get(host).allocationLimit(r);
            double wanted = allocated[host * resources + r]
                    + fleet.vms().get(vm).allocation().value(r);
            if (wanted > limit * (1 + 1e-12)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a VM that was on the host at first may come back: others may have taken its room meanwhile} */
    boolean mayTakeBack(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            double limit =
                    Math.max(allocatedAtFirst[cell], fleet.hosts().get(host).allocationLimit(r));
            if (allocated[cell] + fleet.vms().get(vm).allocation().value(r) > limit * (1 + 1e-12)) {
                return false;
            }
        }
        return true;
    }

    /** {@return by how much the host promises more than it may, as a share of its limit; zero if it does not} */
    double overcommit(int host) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(worst, overcommit(host, r, 0));
        }
        return worst;
    }

    /** {@return the same if the VM were added} */
    double overcommitWith(int host, int vm) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(
                    worst, overcommit(host, r, fleet.vms().get(vm).allocation().value(r)));
        }
        return worst;
    }

    private double overcommit(int host, int resource, double more) {
        double limit = fleet.hosts().get(host).allocationLimit(resource);
        double promised = allocated[host * resources + resource] + more;
        return promised > limit * (1 + 1e-12) ? promised / limit - 1 : 0;
    }

    int vmCount(int host) {
        return vmCount[host];
    }

    /** {@return mean demand as a share of what is usable, of the resource where it is highest} */
    double utilization(int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, meanLoad[host * resources + r] / usable(host, r));
        }
        return highest;
    }

    /** {@return the same if the VM were added} */
    double utilizationWith(int host, int vm) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            double mean = meanLoad[host * resources + r] + meanDemand[vm * resources + r];
            highest = Math.max(highest, mean / usable(host, r));
        }
        return highest;
    }

    /** {@return the mean demand of a VM as a share of what its host could serve, where that is highest} */
    double size(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, meanDemand[vm * resources + r] / usable(host, r));
        }
        return highest;
    }
}
