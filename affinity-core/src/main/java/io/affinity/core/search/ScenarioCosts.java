// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.contention.HostLoads;
import io.affinity.core.contention.HostOutlook;
import io.affinity.core.reassignment.HostTerm;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.Arrays;

/**
 * What hosts cost by the demand of their VMs in scenarios: shortage, which is how long VMs stand in contention and how much is not
 * served; being switched on; and being used unevenly.
 *
 * <p>Loads are those of {@link HostLoads}, and all other sums are exact as well, so the costs of a placement do not depend on the way
 * the search came to it. A question reads steps x scenarios of the host, but only where it may be short.
 */
final class ScenarioCosts implements HostTerm {

    private final HostLoads loads;
    private final HostOutlook outlook;
    private final int resources;
    private final ObjectiveWeights weights;
    private final int free;
    private final double costOfActiveHost;
    private final double[] hoursOfStep;

    /** By host and resource. */
    private final double[] usable;

    private final double[] meanLoad;
    private final ExactSums[] weightedLoad;

    /** By VM and resource. */
    private final double[] meanDemand;

    private final double[] vmPriority;
    private final ExactSums hostPriority;
    private final int[] vmCount;
    private final double[] contention;
    private final double[] shortfall;
    private final double[] utilization;
    private final double[] cost;

    /** How often the VMs of any host have changed, and the last of these changes for each host. */
    private long changes;

    private final long[] lastChange;

    /** By VM, what the shortage of its host costs without it, as of that host's change. */
    private final double[] leftBehind;

    private final long[] leftBehindAsOf;

    /** The costs of the placement that the scenarios' fleet has. */
    ScenarioCosts(Scenarios scenarios, ObjectiveWeights weights) {
        this(scenarios, weights, NOBODY);
    }

    /** @param free a host that costs nothing for being used, or less than 0 */
    ScenarioCosts(Scenarios scenarios, ObjectiveWeights weights, int free) {
        this.free = free;
        Fleet fleet = scenarios.fleet();
        this.weights = weights;
        loads = new HostLoads(scenarios);
        outlook = loads.outlook();
        resources = fleet.resources().size();
        hoursOfStep = StepHours.of(scenarios.step(), scenarios.steps());
        costOfActiveHost = weights.activeHost() * scenarios.horizonHours();
        int hosts = fleet.hosts().size();
        int vms = fleet.vms().size();
        usable = new double[hosts * resources];
        Arrays.setAll(usable, cell -> fleet.hosts().get(cell / resources).usable(cell % resources));
        meanLoad = new double[usable.length];
        meanDemand = new double[vms * resources];
        Arrays.setAll(meanDemand, place -> loads.meanDemand(place / resources, place % resources));
        vmPriority = new double[vms];
        Arrays.setAll(vmPriority, vm -> fleet.vms().get(vm).priority().weight());
        hostPriority = new ExactSums(hosts, Arrays.stream(vmPriority).sum());
        weightedLoad = new ExactSums[resources];
        Arrays.setAll(weightedLoad, r -> new ExactSums(hosts, totalWeightedDemand(r)));
        vmCount = new int[hosts];
        contention = new double[hosts];
        shortfall = new double[hosts];
        utilization = new double[hosts];
        cost = new double[hosts];
        lastChange = new long[hosts];
        leftBehind = new double[vms];
        leftBehindAsOf = new long[vms];
        for (int vm = 0; vm < vms; vm++) {
            account(vm, fleet.hostIndexOf(vm), 1);
        }
        for (int host = 0; host < hosts; host++) {
            refresh(host);
        }
    }

    private double totalWeightedDemand(int resource) {
        double total = 0;
        for (int vm = 0; vm < vmPriority.length; vm++) {
            total += weightedDemand(vm, resource);
        }
        return total;
    }

    private double weightedDemand(int vm, int resource) {
        return meanDemand[vm * resources + resource] * vmPriority[vm];
    }

    private void account(int vm, int host, int sign) {
        vmCount[host] += sign;
        add(hostPriority, host, vmPriority[vm], sign);
        for (int r = 0; r < resources; r++) {
            add(weightedLoad[r], host, weightedDemand(vm, r), sign);
        }
    }

    /** Not a negative number added: rounding is not the same on both sides of zero. */
    private static void add(ExactSums sums, int host, double number, int sign) {
        if (sign > 0) {
            sums.add(host, number);
        } else {
            sums.remove(host, number);
        }
    }

    @Override
    public void move(int vm, int from, int to) {
        loads.move(vm, from, to);
        account(vm, from, -1);
        account(vm, to, 1);
        refresh(from);
        refresh(to);
    }

    private void refresh(int host) {
        loads.read(host, outlook);
        for (int r = 0; r < resources; r++) {
            meanLoad[host * resources + r] = loads.meanLoad(host, r);
        }
        contention[host] = contentionOfOutlook(host, NOBODY, NOBODY);
        shortfall[host] = shortfallOfOutlook(host, NOBODY, NOBODY);
        utilization[host] = utilizationWith(host, NOBODY, NOBODY);
        cost[host] = shortageCost(host) + otherCost(host, vmCount[host], utilization[host]);
        lastChange[host] = ++changes;
    }

    private double otherCost(int host, int vms, double busiest) {
        return host == free ? 0 : (vms > 0 ? costOfActiveHost : 0) + weights.imbalance() * busiest * busiest;
    }

    /** Of what the host can serve; none where nobody knows what that is. */
    private double share(double amount, int cell) {
        return usable[cell] > 0 ? amount / usable[cell] : 0;
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
    private double unservedHours(int cell, int resource) {
        double unserved = 0;
        for (int t = 0; t < hoursOfStep.length; t++) {
            unserved += hoursOfStep[t] * outlook.unserved(resource, t);
        }
        return share(unserved, cell);
    }

    /** Mean priority weight of a host's demand. */
    private static double importance(double weighted, double mean) {
        return mean > 0 ? weighted / mean : 1;
    }

    @Override
    public double cost(int host) {
        return cost[host];
    }

    @Override
    public double costWith(int host, int in, int out) {
        int vms = vmCount[host] + (in >= 0 ? 1 : 0) - (out >= 0 ? 1 : 0);
        double busiest = weights.imbalance() > 0 ? utilizationWith(host, in, out) : 0;
        return shortageWith(host, in, out) + otherCost(host, vms, busiest);
    }

    private double shortageWith(int host, int in, int out) {
        if (in < 0) {
            return out < 0 || shortageCost(host) == 0 ? shortageCost(host) : shortageWithout(out, host);
        }
        if (out < 0) {
            loads.projectArrival(in, host, outlook);
        } else {
            loads.projectExchange(in, out, host, outlook);
        }
        return shortageOfOutlook(host, in, out);
    }

    /** Asked for each place that a VM might go to, while nothing changes where it is. */
    private double shortageWithout(int vm, int host) {
        if (leftBehindAsOf[vm] != lastChange[host]) {
            loads.projectDeparture(vm, host, outlook);
            leftBehind[vm] = shortageOfOutlook(host, NOBODY, vm);
            leftBehindAsOf[vm] = lastChange[host];
        }
        return leftBehind[vm];
    }

    private double shortageOfOutlook(int host, int in, int out) {
        return outlook.isCalm() ? 0 : contentionOfOutlook(host, in, out) + shortfallOfOutlook(host, in, out);
    }

    private double contentionOfOutlook(int host, int in, int out) {
        double hours = 0;
        for (int r = 0; r < resources; r++) {
            hours += contendedHours(r);
        }
        double priority = hostPriority.sum(host) + (in >= 0 ? vmPriority[in] : 0) - (out >= 0 ? vmPriority[out] : 0);
        return weights.contention() * hours * priority;
    }

    private double shortfallOfOutlook(int host, int in, int out) {
        double unserved = 0;
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            double mean = meanLoad[cell] + change(meanDemand, in, out, r);
            double weighted = weightedLoad[r].sum(host)
                    + (in >= 0 ? weightedDemand(in, r) : 0)
                    - (out >= 0 ? weightedDemand(out, r) : 0);
            unserved += unservedHours(cell, r) * importance(weighted, mean);
        }
        return weights.shortfall() * unserved;
    }

    private double change(double[] byVm, int in, int out, int resource) {
        return (in >= 0 ? byVm[in * resources + resource] : 0) - (out >= 0 ? byVm[out * resources + resource] : 0);
    }

    /** A VM more makes no host less short. */
    @Override
    public double leastGrowth(int host, int in) {
        double growth = vmCount[host] == 0 ? costOfActiveHost : 0;
        if (weights.imbalance() > 0) {
            double after = utilizationWith(host, in, NOBODY);
            growth += weights.imbalance() * (after * after - utilization[host] * utilization[host]);
        }
        return growth;
    }

    /** {@return mean demand as a share of what is usable, of the resource where it is highest, as if one VM came and another left} */
    double utilizationWith(int host, int in, int out) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            double share = usable[cell] > 0 ? (meanLoad[cell] + change(meanDemand, in, out, r)) / usable[cell] : 0;
            // Not Math.max, whose care for NaN and signed zeros costs more than all the rest.
            highest = share > highest ? share : highest;
        }
        return highest;
    }

    /** {@return the same as it is} */
    double utilization(int host) {
        return utilization[host];
    }

    /** {@return the mean demand of a VM as a share of what a host could serve, where that is highest} */
    double size(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            highest = Math.max(highest, share(meanDemand[vm * resources + r], host * resources + r));
        }
        return highest;
    }

    /** {@return the mean demand of all VMs of a host for a resource} */
    double meanLoad(int host, int resource) {
        return meanLoad[host * resources + resource];
    }

    /** {@return what the time costs that VMs stand in contention on a host} */
    double contentionCost(int host) {
        return contention[host];
    }

    /** {@return what the demand costs that a host does not serve} */
    double shortfallCost(int host) {
        return shortfall[host];
    }

    /** {@return both} */
    double shortageCost(int host) {
        return contention[host] + shortfall[host];
    }

    /** {@return what it costs that hosts are switched on} */
    double activeCost(int host) {
        return host != free && vmCount[host] > 0 ? costOfActiveHost : 0;
    }

    /** {@return what the use of a host adds to unevenness} */
    double imbalanceCost(int host) {
        return host == free ? 0 : weights.imbalance() * utilization[host] * utilization[host];
    }
}
