// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A placement problem with changes, put together one by one. VMs that have no host wait on one of their own, as {@link
 * io.affinity.core.search.Newcomers} wants it. Not thread-safe.
 */
final class ChangedFleet {

    /** A host may have that much of anything: more than all VMs need, and still a number that one can count with. */
    private static final double ROOM = 1e30;

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final Map<HostId, Host> hosts = new LinkedHashMap<>();
    private final Map<VmId, Vm> vms = new LinkedHashMap<>();
    private final Set<HostId> emptied = new LinkedHashSet<>();
    private final Set<VmId> waiting = new LinkedHashSet<>();
    private final List<Vm> started = new ArrayList<>();
    private final HostId waitingHost;
    private boolean isDemandChanged;

    ChangedFleet(PlacementProblem problem) {
        this.problem = problem;
        fleet = problem.fleet();
        fleet.hosts().forEach(host -> hosts.put(host.id(), host));
        fleet.vms().forEach(vm -> vms.put(vm.id(), vm));
        String name = "waiting";
        while (hosts.containsKey(new HostId(name))) {
            name += "-";
        }
        waitingHost = new HostId(name);
    }

    void apply(Change change) {
        if (change instanceof Change.Drain drain) {
            Host host = known(drain.host());
            hosts.put(host.id(), host.withState(HostState.DRAINING));
            emptied.add(host.id());
        } else if (change instanceof Change.Remove remove) {
            known(remove.host());
            hosts.remove(remove.host());
            emptied.remove(remove.host());
            fleet.vms().stream()
                    .map(Vm::id)
                    .filter(vm -> fleet.placement().hostOf(vm).equals(remove.host()))
                    .forEach(waiting::add);
        } else if (change instanceof Change.Resize resize) {
            resize(resize.vm(), resize.allocation());
        } else if (change instanceof Change.Start start) {
            start.vms().forEach(this::start);
        }
    }

    private Host known(HostId id) {
        Host host = hosts.get(id);
        if (host == null) {
            throw new IllegalArgumentException(
                    "The host (" + id + ") must be one of the fleet's, and not be removed before.");
        }
        return host;
    }

    private void resize(VmId id, ResourceVector allocation) {
        Vm vm = vms.get(id);
        if (vm == null) {
            throw new IllegalArgumentException("The VM (" + id + ") must be one of the fleet's.");
        }
        requireResources(id, allocation);
        isDemandChanged = true;
        vms.put(
                id,
                new Vm(
                        id,
                        vm.name(),
                        vm.tenant(),
                        allocation,
                        vm.priority(),
                        Vm.of(id, allocation).memoryBytes(),
                        vm.dirtyBytesPerSecond()));
    }

    private void start(Vm vm) {
        if (vms.containsKey(vm.id())) {
            throw new IllegalArgumentException("The VM (" + vm.id() + ") must not be part of the fleet yet.");
        }
        requireResources(vm.id(), vm.allocation());
        isDemandChanged = true;
        vms.put(vm.id(), vm);
        waiting.add(vm.id());
        started.add(vm);
    }

    private void requireResources(VmId vm, ResourceVector allocation) {
        if (!allocation.resources().equals(fleet.resources())) {
            throw new IllegalArgumentException("The allocation of VM " + vm + " must name the resources "
                    + fleet.resources().resources() + " ("
                    + allocation.resources().resources() + ").");
        }
    }

    /** {@return the host on which VMs wait, which is none of the fleet's} */
    HostId waitingHost() {
        return waitingHost;
    }

    List<Vm> started() {
        return started;
    }

    /** {@return whether a VM has to leave where it is, or runs nowhere} */
    boolean isEmptied(HostId host) {
        return emptied.contains(host) || host.equals(waitingHost);
    }

    /** {@return the problem with all changes} Starting a VM costs nothing. */
    PlacementProblem problem() {
        Fleet changed = changed();
        Map<VmId, Double> costs = new LinkedHashMap<>(problem.migrationCosts());
        started.forEach(vm -> costs.put(vm.id(), 0.0));
        return problem.toBuilder()
                .scenarios(
                        isDemandChanged ? demand(changed) : problem.scenarios().over(changed))
                .migrationCosts(costs)
                .build();
    }

    private Fleet changed() {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("Not all hosts (" + fleet.hosts().size() + ") may be removed.");
        }
        Host room = Host.of(waitingHost, ResourceVector.filled(fleet.resources(), ROOM))
                .withState(HostState.DRAINING);
        Fleet.Builder builder = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(List.copyOf(hosts.values()))
                .host(room)
                .policies(fleet.policies())
                .budgets(fleet.budgets())
                .holds(fleet.holds());
        vms.forEach((id, vm) -> builder.vm(
                vm, waiting.contains(id) ? waitingHost : fleet.placement().hostOf(id)));
        return builder.build();
    }

    /**
     * {@return a fleet in which all VMs run, and nobody waits: those that have no host are on any one}
     *
     * @param placement of those that have one
     */
    Fleet running(Map<VmId, HostId> placement) {
        HostId any = hosts.keySet().iterator().next();
        Fleet.Builder builder = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(List.copyOf(hosts.values()))
                .policies(fleet.policies());
        vms.forEach((id, vm) -> builder.vm(vm, placement.getOrDefault(id, any)));
        return builder.build();
    }

    private Scenarios demand(Fleet changed) {
        Scenarios before = problem.scenarios();
        int known = fleet.vms().size();
        int resources = fleet.resources().size();
        double[] scale = new double[known * resources];
        for (int v = 0; v < known; v++) {
            for (int r = 0; r < resources; r++) {
                double old = fleet.vms().get(v).allocation().value(r);
                scale[v * resources + r] =
                        old > 0 ? changed.vms().get(v).allocation().value(r) / old : 1;
            }
        }
        float[][][] ofStarted = new float[started.size()][resources][];
        for (int i = 0; i < ofStarted.length; i++) {
            List<Integer> standIns = StandIns.of(started.get(i), before);
            for (int r = 0; r < resources; r++) {
                ofStarted[i][r] = StandIns.demand(started.get(i), standIns, before, r);
            }
        }
        return Scenarios.of(
                changed,
                before.origin(),
                before.step(),
                before.steps(),
                before.scenarios(),
                (v, r, t, s) -> v < known
                        ? scale[v * resources + r] * before.demand(v, r, t, s)
                        : ofStarted[v - known][r][t * before.scenarios() + s]);
    }
}
