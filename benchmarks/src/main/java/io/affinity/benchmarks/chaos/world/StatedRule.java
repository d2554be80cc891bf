// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rule of a cluster file, which calls VMs what people call them, and what it demands of whom. Who is meant is found out anew here,
 * by names and ids as they were shown.
 *
 * @param vms as the file calls them, by name or id
 */
record StatedRule(Kind kind, List<String> vms, HostId host) {

    private static final String NAME = "stated";

    /** What is demanded. */
    enum Kind {
        PINNED,
        FORBIDDEN,
        APART
    }

    /** {@return a rule about some of these VMs} */
    static StatedRule of(List<Guest> guests, HostId host, SplittableRandom random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Set<String> vms = new TreeSet<>();
        int most = kind == Kind.PINNED ? 1 : random.nextInt(2, 4);
        for (int i = 0; i < most; i++) {
            Guest guest = guests.get(random.nextInt(guests.size()));
            vms.add(random.nextInt(3) == 0 ? guest.id().value() : guest.name);
        }
        return new StatedRule(kind, List.copyOf(vms), host);
    }

    /** {@return the file that states it} */
    String file(List<HostId> hosts) {
        String all = hosts.stream()
                .map(one -> "{name: " + one + ", uri: 'test:///" + one + "'}")
                .collect(Collectors.joining(", "));
        String said =
                switch (kind) {
                    case PINNED -> "kind: pinned, vm: " + vms.get(0) + ", host: " + host;
                    case FORBIDDEN -> "kind: forbidden-hosts, vms: " + vms + ", hosts: [" + host + "]";
                    case APART -> "kind: anti-affinity, vms: " + vms;
                };
        return "hosts: [" + all + "]\npolicies: [{name: " + NAME + ", " + said + "}]\n";
    }

    /** {@return whom this text means; an id is never the name of another} */
    private static Set<VmId> meant(String text, Inventory seen) {
        boolean isId = text.length() == Guest.ID_LENGTH;
        return seen.vms().stream()
                .filter(vm -> isId ? vm.id().value().equals(text) : vm.name().equals(text))
                .map(Vm::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isClear(Inventory seen) {
        return vms.stream().allMatch(text -> meant(text, seen).size() == 1);
    }

    private Set<VmId> anyMeant(Inventory seen) {
        return vms.stream().flatMap(text -> meant(text, seen).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return what holds for VMs for certain} */
    List<LocationPolicy> policies(Inventory seen) {
        List<LocationPolicy> policies = new ArrayList<>();
        Set<VmId> some = anyMeant(seen);
        if (kind == Kind.FORBIDDEN && !isClear(seen)) {
            // Whoever is meant may be anybody.
            seen.vms().forEach(vm -> some.add(vm.id()));
        }
        if (some.isEmpty()) {
            return policies;
        }
        switch (kind) {
            case PINNED ->
                some.stream()
                        .limit(isClear(seen) ? 1 : 0)
                        .forEach(vm -> policies.add(LocationPolicy.Pinned.of(NAME, vm, host)));
            case FORBIDDEN ->
                policies.add(
                        new LocationPolicy.ForbiddenHosts(NAME, Strength.hard(), Scope.CONTINUOUS, some, Set.of(host)));
            case APART -> policies.add(LocationPolicy.AntiAffinity.of(NAME, some));
        }
        return policies;
    }

    /** {@return who must stay, as it is not clear who is meant, or where} */
    Set<VmId> held(Inventory seen) {
        boolean isHostKnown = kind == Kind.APART
                || seen.hosts().stream().anyMatch(one -> one.id().equals(host));
        if (isClear(seen) && isHostKnown) {
            return Set.of();
        }
        Set<VmId> held = anyMeant(seen);
        if (kind != Kind.APART) {
            seen.vms().stream()
                    .map(Vm::id)
                    .filter(vm -> seen.placement().hostOf(vm).equals(host))
                    .forEach(held::add);
        }
        return held;
    }
}
