// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.placement.PlacementProblem;
import java.util.stream.DoubleStream;

/** What VMs are as a load of one kind, and what hosts have for it, in the unit of a resource. */
final class HostAmounts {

    private final double[] vms;
    private final double[] hosts;

    private HostAmounts(double[] vms, double[] hosts) {
        this.vms = vms;
        this.hosts = hosts;
    }

    /** @param resource by its index in the fleet */
    static HostAmounts of(PlacementProblem problem, int resource, LoadKind kind) {
        Fleet fleet = problem.fleet();
        double[] vms = kind == LoadKind.DEMAND
                ? meanDemand(problem.scenarios(), resource)
                : fleet.vms().stream()
                        .mapToDouble(vm -> vm.allocation().value(resource))
                        .toArray();
        double[] hosts = fleet.hosts().stream()
                .mapToDouble(host -> room(host, resource, kind))
                .toArray();
        return new HostAmounts(vms, hosts);
    }

    private static double room(Host host, int resource, LoadKind kind) {
        return kind == LoadKind.DEMAND ? host.usable(resource) : host.allocationLimit(resource);
    }

    private static double[] meanDemand(Scenarios scenarios, int resource) {
        int[] block = new int[scenarios.blockLength()];
        double[] means = new double[scenarios.fleet().vms().size()];
        for (int vm = 0; vm < means.length; vm++) {
            scenarios.copyDemand(vm, resource, block, 0);
            long sum = 0;
            for (int value : block) {
                sum += value;
            }
            means[vm] = sum * scenarios.quantum(resource) / block.length;
        }
        return means;
    }

    /** {@return the same in another unit} */
    HostAmounts times(double factor) {
        return new HostAmounts(times(vms, factor), times(hosts, factor));
    }

    private static double[] times(double[] amounts, double factor) {
        return DoubleStream.of(amounts).map(amount -> amount * factor).toArray();
    }

    /** {@return by VM; not to be written to} */
    double[] vms() {
        return vms;
    }

    /** {@return by host, infinite where there is no limit; not to be written to} */
    double[] hosts() {
        return hosts;
    }
}
