// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.repair;

import io.affinity.benchmarks.series.TextFile;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of hosts ({@code H host cpu mem net zone}), VMs ({@code V vm host cpu mem net cpu' mem' net'}, demand before and after), spread groups
 * ({@code S vm...}) and fences ({@code F vm zone}): demand has become what stands last, some hosts are overloaded, and moves are to be few.
 */
public final class RepairProblem {

    /** CPU, memory, network. */
    public static final int RESOURCES = 3;

    /** In place of a zone: a VM that is not fenced. */
    public static final int ANYWHERE = -1;

    private static final ResourceSet ALL = new ResourceSet(List.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK));
    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");

    private final Path file;
    private final Map<Long, long[]> capacities = new LinkedHashMap<>();
    private final Map<Long, Long> zones = new LinkedHashMap<>();
    private final Map<Long, Long> hosts = new LinkedHashMap<>();
    private final Map<Long, long[]> demands = new LinkedHashMap<>();
    private final List<long[]> spread = new ArrayList<>();
    private final Map<Long, Long> fences = new LinkedHashMap<>();

    private RepairProblem(Path file) {
        this.file = file;
    }

    /**
     * {@return what a file says, which may be packed by gzip}
     *
     * @throws IllegalArgumentException if a line is none, or names what does not exist
     */
    public static RepairProblem read(Path file) throws IOException {
        RepairProblem problem = new RepairProblem(file);
        try (BufferedReader reader = TextFile.open(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    problem.add(line.trim().split("\\s+"), number);
                }
            }
        }
        problem.check();
        return problem;
    }

    private void add(String[] words, int number) {
        long[] values = new long[words.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(words[i + 1], number);
        }
        boolean isKnown =
                switch (words[0]) {
                    case "H" -> values.length == 5 && addHost(values);
                    case "V" -> values.length == 8 && addVm(values);
                    case "S" -> values.length > 0 && spread.add(values);
                    case "F" -> values.length == 2 && fences.put(values[0], values[1]) == null;
                    default -> false;
                };
        if (!isKnown) {
            throw new IllegalArgumentException(file + ", line " + number + ": \"" + String.join(" ", words)
                    + "\" must be \"H host cpu mem net zone\", \"V vm host cpu mem net cpu mem net\", \"S vm...\" or"
                    + " \"F vm zone\", and name each host and VM once.");
        }
    }

    private long value(String word, int number) {
        try {
            long value = Long.parseLong(word);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is negative.
        }
        throw new IllegalArgumentException(
                file + ", line " + number + ": \"" + word + "\" must be a whole number, at least 0.");
    }

    private boolean addHost(long[] values) {
        zones.put(values[0], values[4]);
        return capacities.put(values[0], Arrays.copyOfRange(values, 1, 4)) == null;
    }

    private boolean addVm(long[] values) {
        hosts.put(values[0], values[1]);
        return demands.put(values[0], Arrays.copyOfRange(values, 5, 8)) == null;
    }

    private void check() {
        require(!capacities.isEmpty() && !demands.isEmpty(), "there must be a host and a VM");
        hosts.forEach((vm, host) ->
                require(capacities.containsKey(host), "host " + host + " of VM " + vm + " must have a line"));
        spread.forEach(group -> Arrays.stream(group)
                .forEach(vm -> require(demands.containsKey(vm), "VM " + vm + " of a group must have a line")));
        fences.keySet().forEach(vm -> require(demands.containsKey(vm), "VM " + vm + " of a fence must have a line"));
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw new IllegalArgumentException(file + ": " + what + ".");
        }
    }

    /** {@return the problem, in which demand is promised and a hard limit, or forecast for the next hour} */
    public PlacementProblem problem(boolean isAllocation) {
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        capacities.forEach((host, values) -> builder.host(host(host, values)));
        List<long[]> demand = new ArrayList<>();
        ResourceVector nothing = ResourceVector.filled(ALL, 0);
        demands.forEach((vm, values) -> {
            builder.vm(Vm.of(vmId(vm), isAllocation ? vector(values) : nothing), hostId(hosts.getOrDefault(vm, -1L)));
            demand.add(values);
        });
        addPolicies(builder);
        Scenarios scenarios = Scenarios.of(
                builder.build(),
                ORIGIN,
                Duration.ofHours(1),
                1,
                1,
                (vm, resource, step, scenario) -> isAllocation ? 0 : demand.get(vm)[resource]);
        return PlacementProblem.of(scenarios, ObjectiveWeights.CONTENTION_ONLY);
    }

    private static Host host(long host, long[] capacity) {
        Host made = Host.of(hostId(host), vector(capacity));
        for (Resource resource : ALL.resources()) {
            made = made.withOvercommitRatio(resource, 1);
        }
        return made;
    }

    private void addPolicies(Fleet.Builder builder) {
        for (int i = 0; i < spread.size(); i++) {
            Set<VmId> vms = new LinkedHashSet<>();
            Arrays.stream(spread.get(i)).forEach(vm -> vms.add(vmId(vm)));
            builder.policy(LocationPolicy.AntiAffinity.of("apart-" + i, vms));
        }
        Map<Long, Set<VmId>> byZone = new LinkedHashMap<>();
        fences.forEach((vm, zone) ->
                byZone.computeIfAbsent(zone, z -> new LinkedHashSet<>()).add(vmId(vm)));
        byZone.forEach((zone, vms) -> {
            Set<HostId> inside = new LinkedHashSet<>();
            zones.forEach((host, its) -> {
                if (its.equals(zone)) {
                    inside.add(hostId(host));
                }
            });
            builder.policy(new LocationPolicy.AllowedHosts("zone-" + zone, Strength.hard(), Scope.FINAL, vms, inside));
        });
    }

    private static ResourceVector vector(long[] values) {
        double[] amounts = new double[RESOURCES];
        Arrays.setAll(amounts, r -> values[r]);
        return ResourceVector.of(ALL, amounts);
    }

    private static HostId hostId(long host) {
        return new HostId(Long.toString(host));
    }

    private static VmId vmId(long vm) {
        return new VmId(Long.toString(vm));
    }

    /** {@return the capacity of each host, in rows of CPU, memory and network, in the order of the file} */
    public long[] capacities() {
        return rows(capacities);
    }

    /** {@return the demand of each VM, in the same way} */
    public long[] needs() {
        return rows(demands);
    }

    private static long[] rows(Map<Long, long[]> byId) {
        return byId.values().stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** {@return the zone of each host} */
    public int[] zoneByHost() {
        return zones.values().stream().mapToInt(Math::toIntExact).toArray();
    }

    /** {@return the zone that each VM has to be in, or {@link #ANYWHERE}} */
    public int[] fenceByVm() {
        return demands.keySet().stream()
                .mapToInt(vm -> Math.toIntExact(fences.getOrDefault(vm, (long) ANYWHERE)))
                .toArray();
    }

    /** {@return groups of VMs, by their places in the file, that must be on hosts of their own} */
    public List<int[]> apart() {
        Map<Long, Integer> places = places(demands);
        return spread.stream()
                .map(group -> Arrays.stream(group)
                        .mapToInt(vm -> places.getOrDefault(vm, -1))
                        .toArray())
                .toList();
    }

    /** {@return where each VM is in the beginning} */
    public int[] hostByVm() {
        Map<Long, Integer> places = places(capacities);
        return demands.keySet().stream()
                .mapToInt(vm -> places.getOrDefault(hosts.getOrDefault(vm, -1L), -1))
                .toArray();
    }

    /** {@return where each VM is in a placement of {@link #problem}} */
    public int[] hostByVm(Placement placement) {
        Map<Long, Integer> places = places(capacities);
        return demands.keySet().stream()
                .mapToInt(vm -> places.getOrDefault(
                        Long.valueOf(placement.hostOf(vmId(vm)).toString()), -1))
                .toArray();
    }

    private static Map<Long, Integer> places(Map<Long, long[]> byId) {
        Map<Long, Integer> places = new HashMap<>();
        byId.keySet().forEach(id -> places.put(id, places.size()));
        return places;
    }

    /** {@return the fewest VMs that must leave each overloaded host, wherever they go: no answer has fewer moves} */
    int bound() {
        Map<Long, List<long[]>> byHost = new LinkedHashMap<>();
        demands.forEach((vm, values) -> byHost.computeIfAbsent(hosts.getOrDefault(vm, -1L), host -> new ArrayList<>())
                .add(values));
        int bound = 0;
        for (var entry : byHost.entrySet()) {
            long[] over =
                    capacities.getOrDefault(entry.getKey(), new long[RESOURCES]).clone();
            for (int r = 0; r < RESOURCES; r++) {
                int resource = r;
                over[r] = entry.getValue().stream()
                                .mapToLong(each -> each[resource])
                                .sum()
                        - over[r];
            }
            bound += fewest(entry.getValue(), 0, over);
        }
        return bound;
    }

    /** Of the VMs from one on. */
    private static int fewest(List<long[]> vms, int from, long[] over) {
        if (Arrays.stream(over).allMatch(each -> each <= 0)) {
            return 0;
        }
        if (from == vms.size()) {
            return vms.size() + 1;
        }
        long[] less = new long[RESOURCES];
        Arrays.setAll(less, r -> over[r] - vms.get(from)[r]);
        return Math.min(1 + fewest(vms, from + 1, less), fewest(vms, from + 1, over));
    }

    /** {@return hosts that a placement overloads} */
    long overloaded(Map<VmId, HostId> placement) {
        Map<HostId, long[]> loads = new LinkedHashMap<>();
        demands.forEach((vm, values) -> {
            long[] load = loads.computeIfAbsent(placement.get(vmId(vm)), host -> new long[RESOURCES]);
            Arrays.setAll(load, r -> load[r] + values[r]);
        });
        return capacities.entrySet().stream()
                .filter(host -> {
                    long[] load = loads.getOrDefault(hostId(host.getKey()), new long[RESOURCES]);
                    return load[0] > host.getValue()[0] || load[1] > host.getValue()[1] || load[2] > host.getValue()[2];
                })
                .count();
    }
}
