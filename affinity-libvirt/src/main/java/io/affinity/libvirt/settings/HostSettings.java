package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.connection.HostAddress;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator says of a host. Immutable; {@code with...} methods return changed copies.
 *
 * @param capacity that is used in place of what the host reports, in the unit of each resource; network and disk have none
 *     unless it is stated here
 * @param overcommitRatio by resource; 1 for memory and no limit for others where it is not stated
 * @param reserve share of the capacity kept free, by resource; zero where it is not stated
 * @param faultDomains the domain at each level wider than the host
 * @param features beside those that are found
 * @param state AVAILABLE or DRAINING, as long as it answers
 */
public record HostSettings(
        HostAddress address,
        Map<Resource, Double> capacity,
        Map<Resource, Double> overcommitRatio,
        Map<Resource, Double> reserve,
        Map<TopologyLevel, String> faultDomains,
        Set<String> features,
        HostState state) {

    public HostSettings {
        capacity = Collections.unmodifiableMap(new LinkedHashMap<>(capacity));
        overcommitRatio = Collections.unmodifiableMap(new LinkedHashMap<>(overcommitRatio));
        reserve = Collections.unmodifiableMap(new LinkedHashMap<>(reserve));
        faultDomains = Collections.unmodifiableMap(new LinkedHashMap<>(faultDomains));
        features = Collections.unmodifiableSet(new TreeSet<>(features));
        capacity.forEach((resource, value) -> {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("The capacity of " + resource + " of host " + address.host() + " ("
                        + value + ") must be finite and greater than zero.");
            }
        });
        if (state == HostState.UNAVAILABLE) {
            throw new IllegalArgumentException(
                    "The state (" + state + ") of host " + address.host() + " must be AVAILABLE or DRAINING.");
        }
    }

    /** {@return a host about which nothing more is said} */
    public static HostSettings of(HostAddress address) {
        return new HostSettings(address, Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), HostState.AVAILABLE);
    }

    public HostSettings withCapacity(Resource resource, double value) {
        return new HostSettings(
                address, with(capacity, resource, value), overcommitRatio, reserve, faultDomains, features, state);
    }

    public HostSettings withOvercommitRatio(Resource resource, double ratio) {
        return new HostSettings(
                address, capacity, with(overcommitRatio, resource, ratio), reserve, faultDomains, features, state);
    }

    public HostSettings withReserve(Resource resource, double share) {
        return new HostSettings(
                address, capacity, overcommitRatio, with(reserve, resource, share), faultDomains, features, state);
    }

    public HostSettings withFaultDomain(TopologyLevel level, String domain) {
        return new HostSettings(
                address, capacity, overcommitRatio, reserve, with(faultDomains, level, domain), features, state);
    }

    public HostSettings withFeatures(Set<String> newFeatures) {
        return new HostSettings(address, capacity, overcommitRatio, reserve, faultDomains, newFeatures, state);
    }

    public HostSettings withState(HostState newState) {
        return new HostSettings(address, capacity, overcommitRatio, reserve, faultDomains, features, newState);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
