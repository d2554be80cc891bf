// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a host.
 *
 * @param migrationUri where the daemons of other hosts reach its own, such as {@code qemu+tcp://10.0.0.1/system}; null if that
 *     is where we do
 * @param capacity that is used in place of what the host reports, in the unit of each resource; network and disk have none
 *     unless it is stated here
 * @param overcommitRatio by resource, above 0, possibly infinite; 1 for memory and no limit for others where it is not stated
 * @param reserve share of the capacity kept free, by resource, at least 0 and below 1; zero where it is not stated
 * @param faultDomains the domain at each level wider than the host
 * @param features beside those that are found
 * @param state AVAILABLE or DRAINING, as long as it answers
 */
public record HostSettings(
        HostAddress address,
        @Nullable String migrationUri,
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
        overcommitRatio.forEach((resource, ratio) -> {
            if (!(ratio > 0)) {
                throw new IllegalArgumentException("The overcommit ratio of " + resource + " of host " + address.host()
                        + " (" + ratio + ") must be greater than zero.");
            }
        });
        reserve.forEach((resource, share) -> {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("The reserve of " + resource + " of host " + address.host() + " ("
                        + share + ") must be at least 0 and below 1.");
            }
        });
        if (state == HostState.UNAVAILABLE) {
            throw new IllegalArgumentException(
                    "The state (" + state + ") of host " + address.host() + " must be AVAILABLE or DRAINING.");
        }
    }

    /** {@return a host about which nothing more is said} */
    public static HostSettings of(HostAddress address) {
        return new HostSettings(address, null, Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), HostState.AVAILABLE);
    }

    /** Starts from a host about which nothing more is said. */
    public static Builder builder(HostAddress address) {
        return of(address).toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the name that the host has in the fleet} */
    public HostId host() {
        return address.host();
    }

    /** Says more of the host; everything means what the record says of it. Not thread-safe. */
    public static final class Builder {

        private final HostAddress address;
        private @Nullable String migrationUri;
        private final Map<Resource, Double> capacity;
        private final Map<Resource, Double> overcommitRatio;
        private final Map<Resource, Double> reserve;
        private final Map<TopologyLevel, String> faultDomains;
        private Set<String> features;
        private HostState state;

        private Builder(HostSettings from) {
            address = from.address;
            migrationUri = from.migrationUri;
            capacity = new LinkedHashMap<>(from.capacity);
            overcommitRatio = new LinkedHashMap<>(from.overcommitRatio);
            reserve = new LinkedHashMap<>(from.reserve);
            faultDomains = new LinkedHashMap<>(from.faultDomains);
            features = from.features;
            state = from.state;
        }

        public Builder migrationUri(@Nullable String value) {
            migrationUri = value;
            return this;
        }

        public Builder capacity(Resource resource, double value) {
            capacity.put(resource, value);
            return this;
        }

        public Builder overcommitRatio(Resource resource, double ratio) {
            overcommitRatio.put(resource, ratio);
            return this;
        }

        public Builder reserve(Resource resource, double share) {
            reserve.put(resource, share);
            return this;
        }

        public Builder faultDomain(TopologyLevel level, String domain) {
            faultDomains.put(level, domain);
            return this;
        }

        public Builder features(Set<String> value) {
            features = value;
            return this;
        }

        public Builder state(HostState value) {
            state = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public HostSettings build() {
            return new HostSettings(
                    address, migrationUri, capacity, overcommitRatio, reserve, faultDomains, features, state);
        }
    }
}
