// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** VMs of two tenants with demand for CPU that a test makes up, an hour a step from a Monday on. */
final class MadeFleet implements FleetHistory {

    static final Duration STEP = Duration.ofHours(1);
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);

    private final List<double[]> demand;
    private final int length;
    private final List<Covariate> covariates;
    private final Fleet fleet;

    /** What a VM demands at a step; NaN is missing. */
    interface Law {
        double demand(int vm, int step);
    }

    private MadeFleet(List<double[]> demand, int length, List<Covariate> covariates) {
        this.demand = demand;
        this.length = length;
        this.covariates = covariates;
        Fleet.Builder builder = Fleet.builder(START.plus(STEP.multipliedBy(length - 1L)))
                .host(Host.of(new HostId("host"), ResourceVector.filled(CPU, 1e6)));
        for (int v = 0; v < demand.size(); v++) {
            Vm vm = Vm.of(new VmId("vm-" + v), ResourceVector.of(CPU, 100));
            builder.vm(vm.withTenant(new Tenant(v % 2 == 0 ? "even" : "odd")), new HostId("host"));
        }
        fleet = builder.build();
    }

    static MadeFleet of(int vms, int steps, Law law) {
        List<double[]> demand = new ArrayList<>();
        for (int v = 0; v < vms; v++) {
            double[] values = new double[steps];
            for (int i = 0; i < steps; i++) {
                values[i] = law.demand(v, i);
            }
            demand.add(values);
        }
        return new MadeFleet(demand, steps, List.of());
    }

    /** {@return what was known after so many steps} */
    MadeFleet upTo(int steps) {
        return new MadeFleet(demand, steps, covariates);
    }

    MadeFleet with(Covariate covariate) {
        return new MadeFleet(demand, length, List.of(covariate));
    }

    double value(int vm, int step) {
        return demand.get(vm)[step];
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public Instant origin() {
        return fleet.observedAt();
    }

    @Override
    public Duration step() {
        return STEP;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int age(int vm, int resource) {
        int age = length;
        while (age > 0 && Double.isNaN(demand(vm, resource, age - 1))) {
            age--;
        }
        return age;
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        return demand.get(vm)[length - 1 - stepsBack];
    }

    @Override
    public double upperBound(int vm, int resource) {
        return 100;
    }

    @Override
    public Trust trust(int vm) {
        return Trust.HIGH;
    }

    @Override
    public List<Covariate> covariates(int vm) {
        return covariates;
    }
}
