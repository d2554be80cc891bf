// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The past of all VMs as it was known at one moment. Which hosts they ran on is not told by demand: all are on one. */
final class FleetWindow implements FleetHistory {

    private static final HostId ANY = new HostId("any");

    private final BacktestData data;
    private final Fleet fleet;
    private final int window;
    private final int known;
    private final int[] first;
    private final double[] most;

    /**
     * What is known after so many steps.
     *
     * @param window how many steps are shown at most
     * @param known how many steps of the data are known, at least 1
     * @param first of each VM, the first step of which anything is known; not copied
     * @param most that each VM demanded so far; not copied
     */
    FleetWindow(BacktestData data, Fleet fleet, int window, int known, int[] first, double[] most) {
        this.data = data;
        this.fleet = fleet;
        this.window = window;
        this.known = known;
        this.first = first;
        this.most = most;
    }

    /** {@return the VMs as a fleet} */
    static Fleet fleetOf(BacktestData data) {
        ResourceSet resources = ResourceSet.of(data.resource());
        double promised =
                data.vms().stream().mapToDouble(vm -> vm.allocation().value(0)).sum();
        Host host = Host.of(ANY, ResourceVector.filled(resources, Math.max(1, promised)));
        Fleet.Builder fleet = Fleet.builder(data.timeOf(0)).host(host);
        data.vms().forEach(vm -> fleet.vm(vm, ANY));
        return fleet.build();
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public Instant origin() {
        return data.timeOf(known - 1);
    }

    @Override
    public Duration step() {
        return data.step();
    }

    @Override
    public int length() {
        return Math.min(window, known);
    }

    @Override
    public int age(int vm, int resource) {
        return Math.max(0, Math.min(length(), known - first[vm]));
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        return data.value(vm, known - 1 - Objects.checkIndex(stepsBack, length()));
    }

    @Override
    public double upperBound(int vm, int resource) {
        return data.upperBound(vm, most[vm]);
    }

    @Override
    public Trust trust(int vm) {
        return Trust.HIGH;
    }

    @Override
    public List<Covariate> covariates(int vm) {
        return List.of();
    }
}
