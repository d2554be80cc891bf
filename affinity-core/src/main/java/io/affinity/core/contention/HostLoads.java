// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.util.Arrays;

/**
 * The load of every host in every scenario and step, kept up to date as VMs come and go, and what it would be if one did.
 *
 * <p>Loads are sums of whole quanta, so {@link #add} and {@link #remove} are exact inverses: after any number of changes
 * the state is the same, bit for bit, as one made afresh for the placement it has come to. Nothing allocates after the
 * constructor. Where a host's highest load and the VM's highest demand together stay below what is usable, there is no
 * contention, and the scenarios are not read at all.
 *
 * <p>Mutable; belongs to one thread. Hosts, VMs, resources and steps are given by their indexes in the fleet.
 */
public final class HostLoads {

    private final ScenarioColumns scenarios;
    private final Fleet fleet;
    private final int resources;
    private final int steps;
    private final int block;
    private final int[] load;
    private final int[] usable;
    private final int[] peakLoad;
    private final int[] peakDemand;
    private final long[] totalLoad;
    private final long[] totalDemand;
    private final int[] exceeded;
    private final long[] unserved;

    /** The loads of the placement that the scenarios' fleet has. */
    public HostLoads(Scenarios ofFleet) {
        this.scenarios = ScenarioColumns.of(ofFleet);
        this.fleet = scenarios.fleet();
        this.resources = fleet.resources().size();
        this.steps = scenarios.steps();
        this.block = scenarios.blockLength();
        int cells = fleet.hosts().size() * resources;
        if ((long) cells * block > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The number of loads (" + (long) cells * block
                    + "), hosts x resources x steps x scenarios, must be at most " + Integer.MAX_VALUE + ".");
        }
        this.load = new int[cells * block];
        this.usable = new int[cells];
        this.peakLoad = new int[cells];
        this.totalLoad = new long[cells];
        this.exceeded = new int[cells * steps];
        this.unserved = new long[cells * steps];
        int vms = fleet.vms().size();
        this.peakDemand = new int[vms * resources];
        this.totalDemand = new long[vms * resources];
        for (int v = 0; v < vms; v++) {
            summarize(v);
            account(v, fleet.hostIndexOf(v), 1);
        }
        for (int h = 0; h < fleet.hosts().size(); h++) {
            for (int r = 0; r < resources; r++) {
                usable[h * resources + r] = scenarios.usable(h, r);
            }
            refresh(h);
        }
    }

    private void summarize(int vm) {
        for (int r = 0; r < resources; r++) {
            int place = vm * resources + r;
            int[] column = scenarios.column(r);
            peakDemand[place] = ShortfallKernel.peak(column, scenarios.place(vm), block);
            for (int t = 0; t < steps; t++) {
                int from = scenarios.place(vm) + t * scenarios.scenarios();
                totalDemand[place] += ShortfallKernel.sum(column, from, scenarios.scenarios());
            }
        }
    }

    private void account(int vm, int host, int sign) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            totalLoad[cell] += sign * totalDemand[vm * resources + r];
            if (peakDemand[vm * resources + r] > 0) {
                int[] column = scenarios.column(r);
                if (sign > 0) {
                    ShortfallKernel.add(load, cell * block, column, scenarios.place(vm), block);
                } else {
                    ShortfallKernel.subtract(load, cell * block, column, scenarios.place(vm), block);
                }
            }
        }
    }

    private void refresh(int host) {
        for (int cell = host * resources; cell < (host + 1) * resources; cell++) {
            peakLoad[cell] = ShortfallKernel.peak(load, cell * block, block);
            if (peakLoad[cell] > usable[cell]) {
                ShortfallKernel.judge(
                        load,
                        cell * block,
                        usable[cell],
                        scenarios.scenarios(),
                        steps,
                        exceeded,
                        unserved,
                        cell * steps);
            } else {
                Arrays.fill(exceeded, cell * steps, (cell + 1) * steps, 0);
                Arrays.fill(unserved, cell * steps, (cell + 1) * steps, 0);
            }
        }
    }

    /** Puts a VM, which is on no host, on this one. */
    public void add(int vm, int host) {
        account(vm, host, 1);
        refresh(host);
    }

    /** Takes a VM from the host that it is on. */
    public void remove(int vm, int host) {
        account(vm, host, -1);
        refresh(host);
    }

    /** Takes a VM from one host and puts it on another. */
    public void move(int vm, int from, int to) {
        remove(vm, from);
        add(vm, to);
    }

    /** Writes the contention of a host as it is. */
    public void read(int host, HostOutlook out) {
        int from = host * resources * steps;
        System.arraycopy(exceeded, from, out.exceeded(), 0, resources * steps);
        System.arraycopy(unserved, from, out.unserved(), 0, resources * steps);
    }

    /** Writes the contention that a host would have if a VM that is not on it arrived. */
    public void projectArrival(int vm, int host, HostOutlook out) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            project(vm, r, cell, 0, peakLoad[cell] + peakDemand[vm * resources + r], out);
        }
    }

    /** Writes the contention that a host would have if a VM that is on it left. */
    public void projectDeparture(int vm, int host, HostOutlook out) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            project(vm, r, cell, -1, peakLoad[cell], out);
        }
    }

    /** Writes the contention that a host would have if one VM that is not on it arrived and another that is on it left. */
    public void projectExchange(int in, int out, int host, HostOutlook outlook) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            int arriving = peakDemand[in * resources + r];
            if (arriving == 0) {
                project(out, r, cell, -1, peakLoad[cell], outlook);
            } else if (peakDemand[out * resources + r] == 0 || peakLoad[cell] + arriving <= usable[cell]) {
                project(in, r, cell, 0, peakLoad[cell] + arriving, outlook);
            } else {
                ShortfallKernel.judgeExchange(
                        load,
                        cell * block,
                        scenarios.column(r),
                        scenarios.place(in),
                        scenarios.place(out),
                        usable[cell],
                        scenarios.scenarios(),
                        steps,
                        outlook.exceeded(),
                        outlook.unserved(),
                        r * steps);
            }
        }
    }

    private void project(int vm, int resource, int cell, int mask, int mostLoad, HostOutlook out) {
        int at = resource * steps;
        if (mostLoad <= usable[cell]) {
            Arrays.fill(out.exceeded(), at, at + steps, 0);
            Arrays.fill(out.unserved(), at, at + steps, 0);
        } else if (peakDemand[vm * resources + resource] == 0) {
            System.arraycopy(exceeded, cell * steps, out.exceeded(), at, steps);
            System.arraycopy(unserved, cell * steps, out.unserved(), at, steps);
        } else {
            ShortfallKernel.judgeWith(
                    load,
                    cell * block,
                    scenarios.column(resource),
                    scenarios.place(vm),
                    mask,
                    usable[cell],
                    scenarios.scenarios(),
                    steps,
                    out.exceeded(),
                    out.unserved(),
                    at);
        }
    }

    /** {@return room for the contention of one host of this fleet} */
    public HostOutlook outlook() {
        double[] perScenario = new double[resources];
        for (int r = 0; r < resources; r++) {
            perScenario[r] = scenarios.quantum(r) / scenarios.scenarios();
        }
        return new HostOutlook(scenarios.scenarios(), steps, perScenario);
    }

    public Scenarios scenarios() {
        return scenarios;
    }

    /** {@return the load of a host in one scenario, in the unit of the resource; for tests and explanations} */
    public double load(int host, int resource, int step, int scenario) {
        int cell = host * resources + resource;
        return load[cell * block + step * scenarios.scenarios() + scenario] * scenarios.quantum(resource);
    }

    /** {@return the demand of all VMs of a host, as a mean over scenarios and steps, in the unit of the resource} */
    public double meanLoad(int host, int resource) {
        return totalLoad[host * resources + resource] * scenarios.quantum(resource) / block;
    }

    /** {@return the demand of a VM, as a mean over scenarios and steps, in the unit of the resource} */
    public double meanDemand(int vm, int resource) {
        return totalDemand[vm * resources + resource] * scenarios.quantum(resource) / block;
    }
}
