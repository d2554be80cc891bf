// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Hosts, VMs and rules as they are. Of one world; not thread-safe. */
final class Scene {

    private static final double GB = 1e9;
    private static final int CORES = 8;
    private static final int TRIES = 5;
    private static final double MEMORY = 64 * GB;

    private final SplittableRandom random;
    private final boolean isFlat;
    private final Map<HostId, Machine> machines = new LinkedHashMap<>();
    private final Map<VmId, Guest> guests = new LinkedHashMap<>();
    private final List<LocationPolicy> policies = new ArrayList<>();
    private final List<MigrationBudget> budgets = new ArrayList<>();
    private final boolean hasNames;
    private final @Nullable StatedRule stated;
    private int born;
    private int named;

    Scene(SplittableRandom random, Setting setting, Instant now) {
        this.random = random;
        this.isFlat = setting.isFlat();
        this.hasNames = setting.faults().contains(Fault.VM_RENAMED);
        for (int h = 0; h < setting.hosts(); h++) {
            Machine machine = new Machine(Host.of("h" + h, CORES, MEMORY));
            machines.put(machine.id(), machine);
        }
        for (int v = 0; v < setting.vms(); v++) {
            bear(now);
        }
        if (random.nextBoolean()) {
            makeRules(false);
        }
        if (random.nextInt(3) == 0) {
            int limit = random.nextInt(1, 4);
            budgets.add(new MigrationBudget(
                    new MigrationBudget.Subject.EachVm(), limit, Duration.ofHours(random.nextInt(1, 7))));
        }
        this.stated = hasNames && !guests.isEmpty()
                ? StatedRule.of(List.copyOf(guests.values()), anyMachine().id(), random)
                : null;
    }

    Map<HostId, Machine> machines() {
        return machines;
    }

    Map<VmId, Guest> guests() {
        return guests;
    }

    List<LocationPolicy> policies() {
        return policies;
    }

    /** {@return the rule of the cluster file; null if it has none} */
    @Nullable
    StatedRule stated() {
        return stated;
    }

    List<MigrationBudget> budgets() {
        return budgets;
    }

    Machine anyMachine() {
        return List.copyOf(machines.values()).get(random.nextInt(machines.size()));
    }

    Guest anyGuest() {
        return List.copyOf(guests.values()).get(random.nextInt(guests.size()));
    }

    /** A new VM, on a host that has memory for it. */
    void bear(Instant now) {
        Vm vm = named(random.nextInt(1, 5), random.nextInt(2, 9) * GB);
        for (int i = 0; i < TRIES; i++) {
            Machine machine = anyMachine();
            if (machine.answers(now) && freeMemory(machine) >= vm.allocation().value(1)) {
                guests.put(vm.id(), new Guest(vm, machine.id(), now, isFlat, random));
                born++;
                return;
            }
        }
    }

    private Vm named(double cores, double memory) {
        String name = "v" + born;
        return hasNames
                ? Vm.of(String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", born), cores, memory)
                        .withName(name)
                : Vm.of(name, cores, memory);
    }

    /** An owner gives a VM its own name again, another one, or that or the id of another VM. */
    void rename(Guest guest) {
        guest.name = switch (random.nextInt(4)) {
            case 0 -> guest.vm().name();
            case 1 -> "other-" + named++;
            case 2 -> anyGuest().vm().name();
            default -> anyGuest().id().value();
        };
    }

    double freeMemory(Machine machine) {
        return machine.memory()
                - guests.values().stream()
                        .filter(guest -> guest.running.contains(machine.id()) || guest.held.contains(machine.id()))
                        .mapToDouble(guest -> guest.vm().allocation().value(1))
                        .sum();
    }

    /** New rules, kept as things are, or broken by some. */
    void makeRules(boolean mayBeBroken) {
        policies.clear();
        Guest one = anyGuest();
        HostId host = mayBeBroken || one.running.isEmpty() ? anyMachine().id() : one.running.first();
        switch (random.nextInt(4)) {
            case 0 -> policies.add(LocationPolicy.Pinned.of("pinned-" + named++, one.id(), host));
            case 1 ->
                policies.add(new LocationPolicy.AllowedHosts(
                        "allowed-" + named++,
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        Set.of(one.id()),
                        new TreeSet<>(List.of(host, anyMachine().id()))));
            case 2 ->
                policies.add(new LocationPolicy.MaxVmsPerHost(
                        "most-" + named++,
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        Set.of(host),
                        Math.max(0, vmsOn(host) + room(mayBeBroken))));
            default ->
                policies.add(LocationPolicy.AntiAffinity.of(
                        "apart-" + named++,
                        new TreeSet<>(
                                List.of(one.id(), anyGuest().id(), anyGuest().id()))));
        }
    }

    private int room(boolean mayBeBroken) {
        return mayBeBroken ? -1 : random.nextInt(0, 3);
    }

    private int vmsOn(HostId host) {
        return (int) guests.values().stream()
                .filter(guest -> guest.running.contains(host))
                .count();
    }

    /** A host comes back under another name, with what runs on it. */
    void rename(Machine machine) {
        HostId before = machine.id();
        HostId after = new HostId(before.value() + "x");
        List<Machine> all = List.copyOf(machines.values());
        machine.rename(after);
        machines.clear();
        all.forEach(one -> machines.put(one.id(), one));
        for (Guest guest : guests.values()) {
            if (guest.running.remove(before)) {
                guest.running.add(after);
            }
            if (guest.held.remove(before)) {
                guest.held.add(after);
            }
        }
    }
}
