// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fleet at one instant and the demand of each VM, without gaps: what was not measured, or is not to be believed, is as it
 * was before.
 */
final class Moment {

    private final Instant at;
    private final Fleet fleet;
    private final double[] demand;

    /** @param demand of VM {@code v} and resource {@code r} at {@code v * resources + r}; not NaN, not copied */
    Moment(Instant at, Fleet fleet, double[] demand) {
        this.at = at;
        this.fleet = fleet;
        this.demand = demand;
    }

    /**
     * {@return what was observed}
     *
     * @param at by the clock of the loop
     * @param history which has judged the observation
     * @param before the moment before, or null
     */
    static Moment of(Instant at, Observation observation, DemandHistory history, @Nullable Moment before) {
        Fleet fleet = observation.fleet();
        int resources = fleet.resources().size();
        double[] demand = new double[fleet.vms().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            Vm vm = fleet.vms().get(v);
            for (int r = 0; r < resources; r++) {
                // History keeps floats; only its verdict is wanted.
                boolean isBelieved = !Double.isNaN(history.latest(vm.id(), r));
                demand[v * resources + r] = isBelieved ? observation.demand(v, r) : lastKnown(vm, r, history, before);
            }
        }
        return new Moment(at, fleet, demand);
    }

    private static double lastKnown(Vm vm, int resource, DemandHistory history, @Nullable Moment before) {
        if (before != null && before.fleet.contains(vm.id())) {
            return before.demand(before.fleet.indexOf(vm.id()), resource);
        }
        for (int back = 1; back < history.window(); back++) {
            double value = history.at(vm.id(), resource, history.slot() - back);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    Instant at() {
        return at;
    }

    Fleet fleet() {
        return fleet;
    }

    double demand(int vm, int resource) {
        return demand[vm * fleet.resources().size() + resource];
    }

    /** {@return the demand, not copied} */
    double[] demand() {
        return demand;
    }

    /**
     * {@return what the VMs of this moment want at a later one, in this one's order; one that is gone by then runs out}
     */
    double[] demandAt(Moment later) {
        int resources = fleet.resources().size();
        if (later.fleet.vms().size() == fleet.vms().size() && sameOrder(later.fleet)) {
            return later.demand;
        }
        double[] then = new double[demand.length];
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (later.fleet.contains(fleet.vms().get(v).id())) {
                int there = later.fleet.indexOf(fleet.vms().get(v).id());
                System.arraycopy(later.demand, there * resources, then, v * resources, resources);
            }
        }
        return then;
    }

    private boolean sameOrder(Fleet other) {
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (!fleet.vms().get(v).id().equals(other.vms().get(v).id())) {
                return false;
            }
        }
        return true;
    }

    /** {@return the capacity of each host and resource, in the layout of demand} */
    double[] capacity() {
        int resources = fleet.resources().size();
        double[] capacity = new double[fleet.hosts().size() * resources];
        Arrays.setAll(capacity, i -> fleet.hosts().get(i / resources).capacity().value(i % resources));
        return capacity;
    }

    /**
     * {@return the share of its demand that a VM which is migrated takes on its target, by resource}
     */
    double[] arriving() {
        double[] share = new double[fleet.resources().size()];
        for (int r = 0; r < share.length; r++) {
            if (r == cpu()) {
                share[r] = Course.CPU_ON_TARGET;
            } else if (fleet.resources().get(r).equals(Resource.MEMORY)) {
                share[r] = 1;
            }
        }
        return share;
    }

    /** {@return the index of CPU, or of the first resource where there is no CPU} */
    int cpu() {
        return fleet.resources().contains(Resource.CPU) ? fleet.resources().indexOf(Resource.CPU) : 0;
    }

    boolean isDown(int host) {
        return fleet.hosts().get(host).state() == HostState.UNAVAILABLE;
    }
}
