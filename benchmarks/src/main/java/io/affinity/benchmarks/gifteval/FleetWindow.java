// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All series of a month before a window, as the history of one fleet: each VM has two resources, the series {@code pct} and
 * {@code mhz}. Nothing else is known of the VMs.
 *
 * @param series of VM {@code v} and resource {@code r} at {@code v * 2 + r}: the windows of the same number
 */
record FleetWindow(Fleet fleet, List<EvalWindow> series) implements FleetHistory {

    static final int KINDS = 2;

    private static final ResourceSet RESOURCES =
            ResourceSet.of(new Resource("pct", "percent"), new Resource("mhz", "MHz"));
    private static final HostId ANY_HOST = new HostId("any");
    private static final double ROOM = 1e15;

    static FleetWindow of(List<EvalWindow> series, Instant start) {
        EvalWindow first = series.get(0);
        Duration before = first.task().step().multipliedBy(first.from() - 1L);
        Fleet.Builder fleet =
                Fleet.builder(start.plus(before)).host(Host.of(ANY_HOST, ResourceVector.filled(RESOURCES, ROOM)));
        for (int s = 0; s < series.size(); s += KINDS) {
            fleet.vm(Vm.of(new VmId(series.get(s).vm()), ResourceVector.filled(RESOURCES, 0)), ANY_HOST);
        }
        return new FleetWindow(fleet.build(), series);
    }

    @Override
    public Instant origin() {
        return fleet.observedAt();
    }

    @Override
    public Duration step() {
        return series.get(0).task().step();
    }

    @Override
    public int length() {
        return series.get(0).from();
    }

    @Override
    public int age(int vm, int resource) {
        int age = length();
        while (age > 0 && Double.isNaN(demand(vm, resource, age - 1))) {
            age--;
        }
        return age;
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        return series.get(vm * KINDS + resource).values()[length() - 1 - stepsBack];
    }

    @Override
    public double upperBound(int vm, int resource) {
        return Double.POSITIVE_INFINITY;
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
