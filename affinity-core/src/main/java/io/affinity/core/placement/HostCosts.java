package io.affinity.core.placement;

import io.affinity.core.contention.HostLoads;
import io.affinity.core.contention.HostOutlook;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.Arrays;

/**
 * What the shortfall of every host costs, and what it has promised; kept up to date as VMs come and go.
 *
 * <p>Loads are those of {@link HostLoads}, and all other sums are exact as well, so the costs of a placement do not depend
 * on the way the search came to it. Neither putting a VM on a host nor asking what it would cost allocates.
 */
final class HostCosts {

    private static final double DISCOUNT = 0.95;

    private final Fleet fleet;
    private final HostLoads loads;
    private final HostOutlook outlook;
    private final int resources;
    private final ExactSums[] weightedLoad;
    private final ExactSums[] allocated;
    private final double[] allocatedAtFirst;
    private final double[] shortfallCost;
    private final int[] vmCount;
    private final double[] stepWeight;

    HostCosts(Scenarios scenarios, ObjectiveWeights weights) {
        this.fleet = scenarios.fleet();
        this.loads = new HostLoads(scenarios);
        this.outlook = loads.outlook();
        this.resources = fleet.resources().size();
        int hosts = fleet.hosts().size();
        this.weightedLoad = new ExactSums[resources];
        this.allocated = new ExactSums[resources];
        this.allocatedAtFirst = new double[hosts * resources];
        this.shortfallCost = new double[hosts * resources];
        this.vmCount = new int[hosts];
        this.stepWeight = stepWeights(scenarios, weights);
        for (int r = 0; r < resources; r++) {
            weightedLoad[r] = new ExactSums(hosts, totalWeightedDemand(r));
            allocated[r] = new ExactSums(hosts, totalAllocation(r));
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            account(v, fleet.hostIndexOf(v), 1);
        }
        for (int h = 0; h < hosts; h++) {
            for (int r = 0; r < resources; r++) {
                allocatedAtFirst[h * resources + r] = allocated[r].sum(h);
            }
            refresh(h);
        }
    }

    private static double[] stepWeights(Scenarios scenarios, ObjectiveWeights weights) {
        double[] perStep = new double[scenarios.steps()];
        Arrays.setAll(perStep, t -> Math.pow(DISCOUNT, t));
        double total = Arrays.stream(perStep).sum();
        Arrays.setAll(perStep, t -> weights.shortfall() * perStep[t] / total);
        return perStep;
    }

    private double totalWeightedDemand(int resource) {
        double total = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            total += weightedDemand(v, resource);
        }
        return total;
    }

    private double totalAllocation(int resource) {
        double total = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            total += fleet.vms().get(v).allocation().value(resource);
        }
        return total;
    }

    private double weightedDemand(int vm, int resource) {
        return loads.meanDemand(vm, resource) * fleet.vms().get(vm).priority().weight();
    }

    void add(int vm, int host) {
        loads.add(vm, host);
        account(vm, host, 1);
        refresh(host);
    }

    void remove(int vm, int host) {
        loads.remove(vm, host);
        account(vm, host, -1);
        refresh(host);
    }

    private void account(int vm, int host, int sign) {
        vmCount[host] += sign;
        for (int r = 0; r < resources; r++) {
            double allocation = fleet.vms().get(vm).allocation().value(r);
            if (sign > 0) {
                weightedLoad[r].add(host, weightedDemand(vm, r));
                allocated[r].add(host, allocation);
            } else {
                weightedLoad[r].remove(host, weightedDemand(vm, r));
                allocated[r].remove(host, allocation);
            }
        }
    }

    private void refresh(int host) {
        loads.read(host, outlook);
        for (int r = 0; r < resources; r++) {
            double mean = loads.meanLoad(host, r);
            shortfallCost[host * resources + r] = unservedShare(host, r) * importance(weightedLoad[r].sum(host), mean);
        }
    }

    private double usable(int host, int resource) {
        return fleet.hosts().get(host).usable(resource);
    }

    /** The weighted sum of what the outlook leaves unserved, as a share of what the host could serve. */
    private double unservedShare(int host, int resource) {
        double unserved = 0;
        for (int t = 0; t < stepWeight.length; t++) {
            unserved += stepWeight[t] * outlook.unserved(resource, t);
        }
        return unserved / usable(host, resource);
    }

    private double importanceWith(int host, int resource, int vm) {
        double mean = loads.meanLoad(host, resource) + loads.meanDemand(vm, resource);
        return importance(weightedLoad[resource].sum(host) + weightedDemand(vm, resource), mean);
    }

    /** Mean priority weight of a host's demand. */
    private static double importance(double weighted, double mean) {
        return mean > 0 ? weighted / mean : 1;
    }

    /** {@return what the shortfall of a host costs} */
    double shortfallCost(int host) {
        double cost = 0;
        for (int r = 0; r < resources; r++) {
            cost += shortfallCost[host * resources + r];
        }
        return cost;
    }

    /** {@return what the shortfall of a host would cost with the VM added, which is not on it} */
    double shortfallCostWith(int host, int vm) {
        loads.projectArrival(vm, host, outlook);
        double cost = 0;
        for (int r = 0; r < resources; r++) {
            cost += unservedShare(host, r) * importanceWith(host, r, vm);
        }
        return cost;
    }

    /** {@return whether the host may promise what the VM was promised on top of what it has promised already} */
    boolean mayPromise(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            double limit = fleet.hosts().get(host).allocationLimit(r);
            double wanted =
                    allocated[r].sum(host) + fleet.vms().get(vm).allocation().value(r);
            if (wanted > limit * (1 + 1e-12)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a VM that was on the host at first may come back: others may have taken its room meanwhile} */
    boolean mayTakeBack(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            double limit = Math.max(
                    allocatedAtFirst[host * resources + r],
                    fleet.hosts().get(host).allocationLimit(r));
            if (allocated[r].sum(host) + fleet.vms().get(vm).allocation().value(r) > limit * (1 + 1e-12)) {
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
        double promised = allocated[resource].sum(host) + more;
        return promised > limit * (1 + 1e-12) ? promised / limit - 1 : 0;
    }

    int vmCount(int host) {
        return vmCount[host];
    }

    /** {@return mean demand as a share of what is usable, of the resource where it is highest} */
    double utilization(int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, loads.meanLoad(host, r) / usable(host, r));
        }
        return highest;
    }

    /** {@return the same if the VM were added} */
    double utilizationWith(int host, int vm) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            double mean = loads.meanLoad(host, r) + loads.meanDemand(vm, r);
            highest = Math.max(highest, mean / usable(host, r));
        }
        return highest;
    }

    /** {@return the mean demand of a VM as a share of what its host could serve, where that is highest} */
    double size(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, loads.meanDemand(vm, r) / usable(host, r));
        }
        return highest;
    }
}
