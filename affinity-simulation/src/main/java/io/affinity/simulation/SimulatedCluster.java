// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.search.PolicyConflicts;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in virtual time: hosts that share CPU under contention, live migrations that take time and cost performance,
 * telemetry, and faults. Hand {@link #telemetry()}, {@link #migrator()} and {@link #clock()} to a
 * {@link io.affinity.core.Rebalancer} and let time pass with {@link #pass}; or let {@link Simulation} do all of it.
 *
 * <p>Deterministic. Not thread-safe.
 */
public final class SimulatedCluster {

    private final World world;
    private final SimulationClock clock;
    private final SimulatedTelemetry source;
    private final SimulatedMigrator migrator;

    /** A cluster with {@link SimulationSettings#DEFAULT}. */
    public SimulatedCluster(Fleet fleet, Workload workload) {
        this(fleet, workload, SimulationSettings.DEFAULT);
    }

    /**
     * @param fleet the hosts, VMs, rules and first placement; its VMs are those of the workload, in the same order
     * @throws IllegalArgumentException if the VMs differ from the workload's, one is promised more than any host may
     *     promise, or hard policies contradict each other
     */
    public SimulatedCluster(Fleet fleet, Workload workload, SimulationSettings settings) {
        requireSameVms(fleet, workload);
        fleet.vms().forEach(vm -> requireSomeHostFits(fleet, vm));
        List<String> conflict = PolicyConflicts.find(fleet);
        if (!conflict.isEmpty()) {
            throw new IllegalArgumentException(
                    "These hard policies contradict each other, no placement keeps them all: "
                            + String.join(", ", conflict) + ". Drop one of them or make it soft.");
        }
        this.clock = new SimulationClock(workload.start());
        this.world = new World(fleet, workload, settings, clock);
        this.source = new SimulatedTelemetry(world);
        this.migrator = new SimulatedMigrator(world);
    }

    private static void requireSameVms(Fleet fleet, Workload workload) {
        List<VmId> ofFleet = fleet.vms().stream().map(Vm::id).toList();
        List<VmId> ofWorkload = workload.vms().stream().map(Vm::id).toList();
        if (!ofFleet.equals(ofWorkload) || !fleet.resources().equals(workload.resources())) {
            throw new IllegalArgumentException("The VMs and resources of the fleet (" + ofFleet.size() + " VMs, "
                    + fleet.resources().resources() + ") must be those of the workload (" + ofWorkload.size() + " VMs, "
                    + workload.resources().resources() + "), in the same order.");
        }
    }

    private static void requireSomeHostFits(Fleet fleet, Vm vm) {
        for (int r = 0; r < fleet.resources().size(); r++) {
            int resource = r;
            double most = fleet.hosts().stream()
                    .mapToDouble(host -> host.allocationLimit(resource))
                    .max()
                    .orElseThrow();
            if (vm.allocation().value(r) > most) {
                throw new IllegalArgumentException("The VM (" + vm.name() + ") is promised "
                        + amount(vm.allocation().value(r)) + " "
                        + fleet.resources().get(r).unit() + " of "
                        + fleet.resources().get(r)
                        + ", but no host may promise more than " + amount(most) + ".");
            }
        }
    }

    /** Without an exponent, which hides by how much one is more than the other. */
    private static String amount(double value) {
        return String.format(Locale.ROOT, "%,.3f", value).replaceFirst("\\.?0+$", "");
    }

    /** {@return what can be observed of it: hosts, VMs, rules and demand} */
    public Telemetry telemetry() {
        return Telemetry.of(source);
    }

    /** {@return the first part of {@link #telemetry()}, to put one of your own beside it} */
    public InventorySource inventory() {
        return source;
    }

    /** {@return another part of {@link #telemetry()}} */
    public DemandSource demand() {
        return source;
    }

    /** {@return another part of {@link #telemetry()}: the rules that the fleet began with} */
    public RuleSource rules() {
        return source;
    }

    public Migrator migrator() {
        return migrator;
    }

    /** {@return virtual time, which begins at the start of the workload} */
    public InstantSource clock() {
        return clock;
    }

    /** {@return the fleet as it really is, whatever telemetry says} */
    public Fleet fleet() {
        return world.fleet(clock.instant());
    }

    /**
     * Lets time pass; whatever is due on the way happens.
     *
     * @param duration not negative
     */
    public void pass(Duration duration) {
        advanceTo(clock.instant().plus(duration));
    }

    void advanceTo(Instant time) {
        for (Instant next = nextEvent(); next != null && next.isBefore(time); next = nextEvent()) {
            world.advanceTo(next);
        }
        world.advanceTo(time);
    }

    @Nullable
    Instant nextEvent() {
        return world.nextEvent();
    }

    World world() {
        return world;
    }
}
