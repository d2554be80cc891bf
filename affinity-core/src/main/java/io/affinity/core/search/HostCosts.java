package io.affinity.core.search;

import io.affinity.core.contention.HostLoads;
import io.affinity.core.contention.HostOutlook;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.Arrays;

/**
 * What the contention of every host costs, and what it has promised; kept up to date as VMs come and go. Shortage is both
 * terms of it: how long VMs stand in contention, and how much is not served.
 *
 * <p>Loads are those of {@link HostLoads}, and all other sums are exact as well, so the costs of a placement do not depend
 * on the way the search came to it. Neither putting a VM on a host nor asking what it would cost allocates.
 */
final class HostCosts {

    private final Fleet fleet;
    private final HostLoads loads;
    private final HostOutlook outlook;
    private final Promises promises;
    private final int resources;
    private final ExactSums[] weightedLoad;
    private final ExactSums vmWeight;
    private final double[] contentionCost;
    private final double[] shortfallCost;
    private final int[] vmCount;
    private final ObjectiveWeights weights;
    private final double[] hoursOfStep;
    private final double[] usable;
    private final double[] utilization;
    private final double[] meanLoad;
    private final double[] meanDemand;

    HostCosts(Scenarios scenarios, ObjectiveWeights weights) {
        this.fleet = scenarios.fleet();
        this.loads = new HostLoads(scenarios);
        this.outlook = loads.outlook();
        this.promises = new Promises(fleet);
        this.resources = fleet.resources().size();
        int hosts = fleet.hosts().size();
        this.weightedLoad = new ExactSums[resources];
        this.vmWeight = new ExactSums(hosts, totalVmWeight());
        this.contentionCost = new double[hosts];
        this.shortfallCost = new double[hosts];
        this.vmCount = new int[hosts];
        this.weights = weights;
        this.hoursOfStep = StepHours.of(scenarios.step(), scenarios.steps());
        this.usable = new double[hosts * resources];
        this.utilization = new double[hosts];
        this.meanLoad = new double[hosts * resources];
        this.meanDemand = new double[fleet.vms().size() * resources];
        Arrays.setAll(meanDemand, place -> loads.meanDemand(place / resources, place % resources));
        for (int cell = 0; cell < usable.length; cell++) {
            usable[cell] = fleet.hosts().get(cell / resources).usable(cell % resources);
        }
        for (int r = 0; r < resources; r++) {
            weightedLoad[r] = new ExactSums(hosts, totalWeightedDemand(r));
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            account(v, fleet.hostIndexOf(v), 1);
        }
        for (int h = 0; h < hosts; h++) {
            refresh(h);
        }
    }

    private double totalVmWeight() {
        return fleet.vms().stream().mapToDouble(vm -> vm.priority().weight()).sum();
    }

    private double totalWeightedDemand(int resource) {
        double total = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            total += weightedDemand(v, resource);
        }
        return total;
    }

    private double weightedDemand(int vm, int resource) {
        return meanDemand[vm * resources + resource]
                * fleet.vms().get(vm).priority().weight();
    }

    void add(int vm, int host) {
        loads.add(vm, host);
        promises.add(vm, host);
        account(vm, host, 1);
        refresh(host);
    }

    void remove(int vm, int host) {
        loads.remove(vm, host);
        promises.remove(vm, host);
        account(vm, host, -1);
        refresh(host);
    }

    private void account(int vm, int host, int sign) {
        vmCount[host] += sign;
        double weight = fleet.vms().get(vm).priority().weight();
        if (sign > 0) {
            vmWeight.add(host, weight);
        } else {
            vmWeight.remove(host, weight);
        }
        for (int r = 0; r < resources; r++) {
            if (sign > 0) {
                weightedLoad[r].add(host, weightedDemand(vm, r));
            } else {
                weightedLoad[r].remove(host, weightedDemand(vm, r));
            }
        }
    }

    private void refresh(int host) {
        loads.read(host, outlook);
        double contention = 0;
        double shortfall = 0;
        for (int r = 0; r < resources; r++) {
            contention += contendedHours(r);
            meanLoad[host * resources + r] = loads.meanLoad(host, r);
            shortfall += unservedHours(host, r) * importance(weightedLoad[r].sum(host), loads.meanLoad(host, r));
        }
        contentionCost[host] = weights.contention() * contention * vmWeight.sum(host);
        shortfallCost[host] = weights.shortfall() * shortfall;
        utilization[host] = highestUtilization(host);
    }

    private double highestUtilization(int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, share(meanLoad[host * resources + r], host, r));
        }
        return highest;
    }

    /** Of what the host can serve; none where nobody knows what that is. */
    private double share(double amount, int host, int resource) {
        double most = usable[host * resources + resource];
        return most > 0 ? amount / most : 0;
    }

    /** {@return for how long the host of the outlook is expected to be short of a resource} */
    private double contendedHours(int resource) {
        double hours = 0;
        for (int t = 0; t < hoursOfStep.length; t++) {
            hours += hoursOfStep[t] * outlook.probability(resource, t);
        }
        return hours;
    }

    /** {@return for how long all that the host could serve would be missing, if what is missing came at once} */
    private double unservedHours(int host, int resource) {
        double unserved = 0;
        for (int t = 0; t < hoursOfStep.length; t++) {
            unserved += hoursOfStep[t] * outlook.unserved(resource, t);
        }
        return share(unserved, host, resource);
    }

    private double importanceWith(int host, int resource, int vm) {
        double mean = meanLoad[host * resources + resource] + meanDemand[vm * resources + resource];
        return importance(weightedLoad[resource].sum(host) + weightedDemand(vm, resource), mean);
    }

    /** Mean priority weight of a host's demand. */
    private static double importance(double weighted, double mean) {
        return mean > 0 ? weighted / mean : 1;
    }

    /** {@return what the time costs that VMs stand in contention on a host} */
    double contentionCost(int host) {
        return contentionCost[host];
    }

    /** {@return what the demand costs that a host does not serve} */
    double shortfallCost(int host) {
        return shortfallCost[host];
    }

    /** {@return what the contention of a host costs, in time and in unserved demand} */
    double shortageCost(int host) {
        return contentionCost[host] + shortfallCost[host];
    }

    /** {@return the same with the VM added, which is not on it} */
    double shortageCostWith(int host, int vm) {
        loads.projectArrival(vm, host, outlook);
        if (outlook.isCalm()) {
            return 0;
        }
        double contention = 0;
        double shortfall = 0;
        for (int r = 0; r < resources; r++) {
            contention += contendedHours(r);
            shortfall += unservedHours(host, r) * importanceWith(host, r, vm);
        }
        double weight = vmWeight.sum(host) + fleet.vms().get(vm).priority().weight();
        return weights.contention() * contention * weight + weights.shortfall() * shortfall;
    }

    /** {@return what the hosts have promised to VMs} */
    Promises promises() {
        return promises;
    }

    int vmCount(int host) {
        return vmCount[host];
    }

    /** {@return mean demand as a share of what is usable, of the resource where it is highest} */
    double utilization(int host) {
        return utilization[host];
    }

    /** {@return the same if the VM were added} */
    double utilizationWith(int host, int vm) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            double share = usable[cell] > 0 ? (meanLoad[cell] + meanDemand[vm * resources + r]) / usable[cell] : 0;
            // Not Math.max, whose care for NaN and signed zeros costs more than all the rest.
            highest = share > highest ? share : highest;
        }
        return highest;
    }

    /** {@return the mean demand of a VM as a share of what its host could serve, where that is highest} */
    double size(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, share(meanDemand[vm * resources + r], host, r));
        }
        return highest;
    }
}
