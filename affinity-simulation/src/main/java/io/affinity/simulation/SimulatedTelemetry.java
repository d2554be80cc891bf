// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;

/** What can be known of the simulated world: all of it, except where a fault says otherwise. */
final class SimulatedTelemetry implements InventorySource, RuleSource, DemandSource {

    private final World world;

    SimulatedTelemetry(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public Inventory inventory() {
        requireAnswer();
        return Inventory.of(world.fleet(world.faults().shown(world.now())));
    }

    @Override
    public Rules rules(Inventory inventory) {
        requireAnswer();
        Fleet initial = world.initial();
        return new Rules(initial.policies(), initial.budgets(), initial.holds());
    }

    @Override
    public Demand demand(Inventory inventory) {
        requireAnswer();
        Instant now = world.now();
        Demand.Builder demand =
                Demand.builder(world.faults().shown(now), world.initial().resources());
        int step = recordedStep();
        for (Vm vm : inventory.vms()) {
            if (world.initial().contains(vm.id())) {
                measure(vm.id(), step, demand);
            }
        }
        return demand.build();
    }

    private void requireAnswer() {
        if (world.faults().isTelemetryOut(world.now())) {
            throw new TelemetryException("Nothing answers.");
        }
    }

    private int recordedStep() {
        Workload workload = world.workload();
        long step = Duration.between(workload.start(), world.now()).dividedBy(workload.step());
        return (int) Math.min(step, workload.steps() - 1);
    }

    private void measure(VmId vm, int step, Demand.Builder demand) {
        int v = world.indexOf(vm);
        int host = world.hostIndexOf(v);
        for (int r = 0;
                host >= 0
                        && !world.isDown(host)
                        && r < world.initial().resources().size();
                r++) {
            if (isRecorded(v, r, step)) {
                double wanted = world.loads().wanted(v, r);
                demand.put(
                        vm, world.initial().resources().get(r), world.faults().seen(vm, wanted, world.now()));
            }
        }
    }

    /** A gap of the recording is a gap of telemetry. */
    private boolean isRecorded(int vm, int resource, int step) {
        return !Double.isNaN(world.workload().demand(vm, resource, step));
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        PastDemand.Builder past = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            if (world.initial().contains(vm)) {
                recall(vm, request, past);
            }
        }
        return past.build();
    }

    private void recall(VmId vm, HistoryRequest request, PastDemand.Builder past) {
        Workload workload = world.workload();
        int v = world.indexOf(vm);
        long first = Duration.between(workload.start(), request.start()).toNanos();
        request.resources().resources().forEach(resource -> {
            int r = workload.resources().indexOf(resource);
            double[] values = new double[request.length()];
            for (int i = 0; i < values.length; i++) {
                long since = first + i * request.step().toNanos();
                long nearest = Math.floorDiv(since, workload.step().toNanos());
                boolean known = nearest >= -workload.historySteps() && nearest < 0;
                values[i] = known ? workload.demand(v, r, (int) nearest) : Double.NaN;
            }
            past.put(vm, resource, values);
        });
    }
}
