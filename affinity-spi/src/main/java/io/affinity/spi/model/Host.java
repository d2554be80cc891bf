// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One hypervisor. Immutable and thread-safe; {@code with...} methods return changed copies.
 *
 * @param id unique in the fleet
 * @param capacity what it has, in the unit of each resource; greater than zero, finite. Zero where it is not known, which only a
 *     host that is not available may be
 * @param overcommitRatio how much of each resource may be promised, as a multiple of capacity; infinity means that
 *     allocation of this resource is not limited (demand still is)
 * @param reserve share of each resource's capacity kept free for the hypervisor itself and for bursts, 0 (inclusive) to 1
 *     (exclusive)
 * @param faultDomains the domain of this host at each level wider than the host
 * @param features what its hardware offers, such as a CPU baseline or a device, as plain names
 * @param state whether it takes VMs
 */
public record Host(
        HostId id,
        ResourceVector capacity,
        ResourceVector overcommitRatio,
        ResourceVector reserve,
        Map<TopologyLevel, String> faultDomains,
        Set<String> features,
        HostState state) {

    public Host {
        faultDomains = Collections.unmodifiableMap(new LinkedHashMap<>(faultDomains));
        features = Collections.unmodifiableSet(new TreeSet<>(features));
        ResourceSet resources = capacity.resources();
        if (!resources.equals(overcommitRatio.resources()) || !resources.equals(reserve.resources())) {
            throw new IllegalArgumentException(
                    "The vectors of host " + id + " must all be over the resources " + resources.resources() + ".");
        }
        for (int r = 0; r < resources.size(); r++) {
            String suffix = " of " + resources.get(r) + " of host " + id;
            boolean mayBeUnknown = state == HostState.UNAVAILABLE && capacity.value(r) == 0;
            if (!(capacity.value(r) > 0 || mayBeUnknown) || Double.isInfinite(capacity.value(r))) {
                throw new IllegalArgumentException("The capacity" + suffix + " (" + capacity.value(r)
                        + ") must be finite and greater than zero, or zero while the host is unavailable.");
            }
            if (!(overcommitRatio.value(r) > 0)) {
                throw new IllegalArgumentException("The overcommit ratio" + suffix + " (" + overcommitRatio.value(r)
                        + ") must be greater than zero.");
            }
            if (reserve.value(r) >= 1) {
                throw new IllegalArgumentException(
                        "The reserve" + suffix + " (" + reserve.value(r) + ") must be at least 0 and below 1.");
            }
        }
    }

    /**
     * {@return an available host in no known fault domain, without reserve, that may promise its memory once and any
     * other resource without limit}
     */
    public static Host of(HostId id, ResourceVector capacity) {
        ResourceSet resources = capacity.resources();
        ResourceVector ratio = ResourceVector.filled(resources, Double.POSITIVE_INFINITY);
        if (resources.contains(Resource.MEMORY)) {
            ratio = ratio.with(Resource.MEMORY, 1);
        }
        return new Host(
                id, capacity, ratio, ResourceVector.filled(resources, 0), Map.of(), Set.of(), HostState.AVAILABLE);
    }

    /**
     * {@return an {@linkplain #of(HostId, ResourceVector) ordinary host} of a fleet that is judged by CPU and memory, in this
     * order}
     *
     * @param cores greater than zero, finite
     * @param memoryBytes greater than zero, finite
     */
    public static Host of(String id, double cores, double memoryBytes) {
        return of(new HostId(id), ResourceVector.cpuAndMemory(cores, memoryBytes));
    }

    public Host withOvercommitRatio(Resource resource, double ratio) {
        return new Host(id, capacity, overcommitRatio.with(resource, ratio), reserve, faultDomains, features, state);
    }

    public Host withReserve(Resource resource, double share) {
        return new Host(id, capacity, overcommitRatio, reserve.with(resource, share), faultDomains, features, state);
    }

    public Host withFaultDomain(TopologyLevel level, String domain) {
        Map<TopologyLevel, String> domains = new LinkedHashMap<>(faultDomains);
        domains.put(level, domain);
        return new Host(id, capacity, overcommitRatio, reserve, domains, features, state);
    }

    public Host withFeatures(Set<String> newFeatures) {
        return new Host(id, capacity, overcommitRatio, reserve, faultDomains, newFeatures, state);
    }

    public Host withState(HostState newState) {
        return new Host(id, capacity, overcommitRatio, reserve, faultDomains, features, newState);
    }

    /**
     * {@return the name of the domain this host is in at {@code level}; at the level of hosts its own id, and the same for
     * a level at which its domain is not known, as it then shares the domain with nobody}
     */
    public String faultDomain(TopologyLevel level) {
        return faultDomains.getOrDefault(level, id.value());
    }

    /** {@return whether its capacity of every resource is known} */
    public boolean isCapacityKnown() {
        return IntStream.range(0, capacity.resources().size()).allMatch(r -> capacity.value(r) > 0);
    }

    /**
     * {@return how much demand of the resource at this index the host can serve: capacity without the reserve; zero where its capacity
     * is not known}
     */
    public double usable(int resource) {
        return capacity.value(resource) * (1 - reserve.value(resource));
    }

    /**
     * {@return an amount of the resource at this index as a share of what the host can serve; zero where its capacity is not known, as
     * nothing can be said then}
     */
    public double shareOfUsable(int resource, double amount) {
        double usable = usable(resource);
        return usable > 0 ? amount / usable : 0;
    }

    /**
     * {@return how much of the resource at this index may be promised to VMs, possibly infinite; zero where its capacity is not known}
     */
    public double allocationLimit(int resource) {
        double has = capacity.value(resource);
        return has > 0 ? has * overcommitRatio.value(resource) : 0;
    }
}
