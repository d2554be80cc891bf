// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Demand that a VM never showed, but that is expected of it because others like it do so: no reason to migrate anything. */
final class BorrowedDemand {

    private final Scenarios scenarios;
    private final FleetForecast forecast;
    private final Fleet fleet;

    private BorrowedDemand(Scenarios scenarios, FleetForecast forecast) {
        this.scenarios = scenarios;
        this.forecast = forecast;
        this.fleet = scenarios.fleet();
    }

    /**
     * {@return the hosts that run short in some scenario, and would in none if VMs whose forecasts are borrowed demanded no more than
     * they do now}
     *
     * @param forecast that the scenarios are of
     */
    static BitSet isOnlyReason(Scenarios scenarios, FleetForecast forecast) {
        BorrowedDemand demand = new BorrowedDemand(scenarios, forecast);
        List<List<Integer>> vmsByHost = new ArrayList<>();
        demand.fleet.hosts().forEach(host -> vmsByHost.add(new ArrayList<>()));
        BitSet withBorrowers = new BitSet();
        for (int v = 0; v < demand.fleet.vms().size(); v++) {
            int host = demand.fleet.hostIndexOf(v);
            vmsByHost.get(host).add(v);
            if (demand.isAnyBorrowed(v)) {
                withBorrowers.set(host);
            }
        }
        BitSet hosts = new BitSet();
        withBorrowers.stream()
                .filter(host -> demand.isShort(host, vmsByHost.get(host), false)
                        && !demand.isShort(host, vmsByHost.get(host), true))
                .forEach(hosts::set);
        return hosts;
    }

    private boolean isAnyBorrowed(int vm) {
        boolean isAny = false;
        for (int r = 0; r < fleet.resources().size(); r++) {
            isAny |= isBorrowed(vm, r);
        }
        return isAny;
    }

    private boolean isBorrowed(int vm, int resource) {
        return forecast.series(vm, resource).basis() == Basis.BORROWED;
    }

    /** @param isMeasured whether VMs demand no more than they do now, where their forecast is borrowed */
    private boolean isShort(int host, List<Integer> vms, boolean isMeasured) {
        for (int r = 0; r < fleet.resources().size(); r++) {
            int[] load = new int[scenarios.blockLength()];
            for (int vm : vms) {
                if (isMeasured && isBorrowed(vm, r)) {
                    addMeasured(vm, r, load);
                } else {
                    scenarios.addTo(vm, r, load, 0);
                }
            }
            int usable = scenarios.usable(host, r);
            for (int sum : load) {
                if (sum > usable) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addMeasured(int vm, int resource, int[] load) {
        int[] own = new int[load.length];
        scenarios.addTo(vm, resource, own, 0);
        double now = forecast.measured(vm, resource) / scenarios.quantum(resource);
        // Nothing is known of NaN, which casts to nothing.
        int most = (int) now;
        for (int i = 0; i < load.length; i++) {
            load[i] += Math.min(most, own[i]);
        }
    }
}
