package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetryException;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;

/** What can be measured in the simulated world: all demand, except where a fault says otherwise. */
final class SimulatedTelemetry implements TelemetrySource {

    private final World world;

    SimulatedTelemetry(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public Observation observe() {
        Instant now = world.now();
        Instant shown = now;
        for (Fault fault : world.settings().faults()) {
            if (fault instanceof Fault.TelemetryOutage outage && isWithin(now, outage.from(), outage.to())) {
                throw new TelemetryException("Nothing answers.");
            }
            if (fault instanceof Fault.ClockJump jump && !now.isBefore(jump.at())) {
                shown = shown.plus(jump.by());
            }
        }
        Fleet fleet = world.fleet(shown);
        int step = recordedStep();
        int resources = fleet.resources().size();
        double[] demand = new double[fleet.vms().size() * resources];
        for (int i = 0; i < fleet.vms().size(); i++) {
            Vm vm = fleet.vms().get(i);
            int v = world.indexOf(vm.id());
            for (int r = 0; r < resources; r++) {
                boolean visible = !world.isDown(world.hostIndexOf(v)) && isRecorded(v, r, step);
                demand[i * resources + r] =
                        visible ? distorted(vm.id(), world.loads().wanted(v, r), now) : Double.NaN;
            }
        }
        return Observation.of(fleet, demand);
    }

    private int recordedStep() {
        Workload workload = world.workload();
        long step = Duration.between(workload.start(), world.now()).dividedBy(workload.step());
        return (int) Math.min(step, workload.steps() - 1);
    }

    /** A gap of the recording is a gap of telemetry. */
    private boolean isRecorded(int vm, int resource, int step) {
        return !Double.isNaN(world.workload().demand(vm, resource, step));
    }

    private double distorted(VmId vm, double value, Instant now) {
        double seen = value;
        for (Fault fault : world.settings().faults()) {
            if (fault instanceof Fault.TelemetryGap gap && gap.vm().equals(vm) && isWithin(now, gap.from(), gap.to())) {
                return Double.NaN;
            }
            if (fault instanceof Fault.TelemetryLie lie && lie.vm().equals(vm) && isWithin(now, lie.from(), lie.to())) {
                seen *= lie.factor();
            }
        }
        return seen;
    }

    private static boolean isWithin(Instant now, Instant from, Instant to) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    @Override
    public TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        if (!world.initial().contains(vm)) {
            return TelemetrySource.super.history(vm, resource, start, step, length);
        }
        Workload workload = world.workload();
        int v = world.indexOf(vm);
        int r = workload.resources().indexOf(resource);
        double[] values = new double[length];
        long first = Duration.between(workload.start(), start).toNanos();
        for (int i = 0; i < length; i++) {
            long since = first + i * step.toNanos();
            long nearest = Math.floorDiv(since, workload.step().toNanos());
            boolean known = nearest >= -workload.historySteps() && nearest < 0;
            values[i] = known ? workload.demand(v, r, (int) nearest) : Double.NaN;
        }
        return TimeSeries.of(start, step, values);
    }
}
