// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.input.Suggestion;
import io.affinity.core.check.PlacementChecker;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the changes of a question in a scenario. */
public final class ChangedScenario {

    private ChangedScenario() {}

    /**
     * {@return the scenario with all changes of the question}
     *
     * @throws IllegalArgumentException if it names a host or VM that is not there, a time outside of the simulation, or leaves no host
     */
    public static Scenario of(Scenario scenario, WhatIf question) {
        Scenario changed = scenario;
        for (Change change : question.changes()) {
            if (change instanceof Change.RemoveHost remove) {
                changed = without(changed, known(changed.fleet(), remove.host()));
            } else if (change instanceof Change.ScaleVm scale) {
                changed = scaled(changed, known(changed, scale.vm()), scale.factor());
            } else if (change instanceof Change.DrainHost drain) {
                changed = draining(changed, known(changed.fleet(), drain.host()), drain.when());
            } else {
                throw new AssertionError("There is no way to make " + change);
            }
        }
        return changed;
    }

    private static HostId known(Fleet fleet, HostId host) {
        if (!fleet.contains(host)) {
            List<String> names = fleet.hosts().stream().map(h -> h.id().value()).toList();
            throw new IllegalArgumentException("There is no host (" + host + ") in the simulation"
                    + Suggestion.end(names, host.value()) + " " + some("Hosts are ", names));
        }
        return host;
    }

    private static VmId known(Scenario scenario, String text) {
        Set<VmId> meant = scenario.names().meantBy(text);
        if (meant.size() == 1) {
            return meant.iterator().next();
        }
        List<String> names = scenario.fleet().vms().stream()
                .map(vm -> scenario.names().name(vm.id()))
                .toList();
        throw new IllegalArgumentException(
                meant.isEmpty()
                        ? "There is no VM (" + text + ") in the simulation" + Suggestion.end(names, text) + " "
                                + some("VMs are ", names)
                        : "The name (" + text + ") fits " + meant.size() + " VMs; name one by its id: " + meant + ".");
    }

    private static String some(String beginning, List<String> names) {
        int most = 5;
        return beginning
                + String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more." : ".");
    }

    private static Scenario draining(Scenario scenario, HostId host, Change.When when) {
        Workload workload = scenario.workload();
        Instant end = workload.start().plus(workload.step().multipliedBy(workload.steps()));
        Instant since = when.within(workload.start(), end);
        if (since == null) {
            throw new IllegalArgumentException("The host (" + host
                    + ") cannot be drained then: the simulation lasts from " + workload.start() + " to " + end + ".");
        }
        Map<HostId, Instant> drains = new LinkedHashMap<>(scenario.settings().drains());
        drains.put(host, since);
        SimulationSettings settings =
                scenario.settings().toBuilder().drains(drains).build();
        return scenario.with(scenario.fleet(), workload, settings);
    }

    private static Scenario scaled(Scenario scenario, VmId id, double factor) {
        ScaledWorkload workload =
                new ScaledWorkload(scenario.workload(), scenario.fleet().indexOf(id), factor);
        Fleet fleet = scenario.fleet();
        Fleet.Builder changed = builder(fleet).hosts(fleet.hosts());
        workload.vms().forEach(vm -> changed.vm(vm, fleet.placement().hostOf(vm.id())));
        return scenario.with(changed.build(), workload, scenario.settings());
    }

    private static Fleet.Builder builder(Fleet fleet) {
        return Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .policies(fleet.policies())
                .budgets(fleet.budgets())
                .holds(fleet.holds());
    }

    private static Scenario without(Scenario scenario, HostId host) {
        Fleet fleet = scenario.fleet();
        List<Host> left =
                fleet.hosts().stream().filter(h -> !h.id().equals(host)).toList();
        if (left.isEmpty()) {
            throw new IllegalArgumentException("The host (" + host + ") is the only one, and cannot be removed.");
        }
        Placement placement = evacuated(fleet, host, left);
        Fleet.Builder changed = builder(fleet).hosts(left);
        fleet.vms().forEach(vm -> changed.vm(vm, placement.hostOf(vm.id())));
        Map<HostId, Instant> drains = new LinkedHashMap<>(scenario.settings().drains());
        drains.remove(host);
        return scenario.with(
                changed.build(),
                scenario.workload(),
                scenario.settings().toBuilder().drains(drains).build());
    }

    /** The largest VM first, each to the host that has promised least of those where no hard rule gets worse by it. */
    private static Placement evacuated(Fleet fleet, HostId host, List<Host> left) {
        PlacementChecker checker = new PlacementChecker(fleet);
        List<Vm> homeless = new ArrayList<>(fleet.vms().stream()
                .filter(vm -> fleet.placement().hostOf(vm.id()).equals(host))
                .sorted(Comparator.comparingDouble(Vm::memoryBytes).reversed())
                .toList());
        Promises promises = new Promises(fleet);
        int[] hostByVm = fleet.hostIndexByVm();
        Map<String, Double> violations = checker.hardViolations(fleet.placement());
        for (Vm vm : homeless) {
            int v = fleet.indexOf(vm.id());
            int best = -1;
            for (Host candidate : promises.byShare(left)) {
                hostByVm[v] = fleet.indexOf(candidate.id());
                Map<String, Double> then = checker.hardViolations(fleet.placementOf(hostByVm));
                if (PlacementChecker.worsened(violations, then).isEmpty()) {
                    best = hostByVm[v];
                    break;
                }
            }
            // Where none will do, a platform would have to break a rule as well.
            hostByVm[v] = best >= 0
                    ? best
                    : fleet.indexOf(promises.byShare(left).get(0).id());
            promises.add(hostByVm[v], vm);
        }
        return fleet.placementOf(hostByVm);
    }

    /** What hosts have promised. */
    private static final class Promises {

        private final Fleet fleet;
        private final double[][] promised;

        Promises(Fleet fleet) {
            this.fleet = fleet;
            this.promised = new double[fleet.hosts().size()][fleet.resources().size()];
            int[] hostByVm = fleet.hostIndexByVm();
            for (int v = 0; v < hostByVm.length; v++) {
                add(hostByVm[v], fleet.vms().get(v));
            }
        }

        void add(int host, Vm vm) {
            ResourceVector allocation = vm.allocation();
            for (int r = 0; r < promised[host].length; r++) {
                promised[host][r] += allocation.value(r);
            }
        }

        List<Host> byShare(List<Host> hosts) {
            return hosts.stream()
                    .sorted(Comparator.comparingDouble(host -> share(fleet.indexOf(host.id()))))
                    .toList();
        }

        /** Where promises have no limit, capacity is what they are set against. */
        private double share(int host) {
            double highest = 0;
            for (int r = 0; r < promised[host].length; r++) {
                double limit = fleet.hosts().get(host).allocationLimit(r);
                double against = Double.isFinite(limit)
                        ? limit
                        : fleet.hosts().get(host).capacity().value(r);
                highest = against > 0 ? Math.max(highest, promised[host][r] / against) : highest;
            }
            return highest;
        }
    }
}
