// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import io.affinity.spi.model.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A metrics store, and what it knows of VMs. Immutable.
 *
 * @param access where it is, and who asks it
 * @param vm whose a series is
 * @param measures where the demand for each resource stands; what is not named is not known. At least one
 * @param staleness older than which a sample says nothing; it is also how far back rates of the moment look, so that it must be at
 *     least twice the interval at which the store scrapes. 1 second to 1 hour
 * @param limits how long it is waited for
 */
public record PrometheusSettings(
        StoreAccess access, VmLabel vm, Map<Resource, Measure> measures, Duration staleness, StoreLimits limits) {

    /** As long as Prometheus itself looks back. */
    public static final Duration DEFAULT_STALENESS = Duration.ofMinutes(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public PrometheusSettings {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("At least one resource must be measured.");
        }
        if (staleness.compareTo(SHORTEST) < 0 || staleness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The staleness (" + staleness + ") must be from " + SHORTEST + " to " + LONGEST + ".");
        }
    }

    /** Starts from a store without authentication that holds what an exporter says. */
    public static Builder builder(URI url, Preset preset) {
        return new Builder(StoreAccess.of(url), preset.vm(), preset.measures());
    }

    /** Starts from a store whose measures are still to be said. */
    public static Builder builder(URI url, VmLabel vm) {
        return new Builder(StoreAccess.of(url), vm, Map.of());
    }

    /** {@return the same, reached otherwise} */
    public PrometheusSettings withAccess(StoreAccess other) {
        return new PrometheusSettings(other, vm, measures, staleness, limits);
    }

    /** {@return the same, waited for otherwise} */
    public PrometheusSettings withLimits(StoreLimits other) {
        return new PrometheusSettings(access, vm, measures, staleness, other);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private final Map<Resource, Measure> measures;
        private StoreAccess access;
        private VmLabel vm;
        private Duration staleness = DEFAULT_STALENESS;
        private StoreLimits limits = StoreLimits.DEFAULT;

        private Builder(StoreAccess access, VmLabel vm, Map<Resource, Measure> measures) {
            this.access = access;
            this.vm = vm;
            this.measures = new LinkedHashMap<>(measures);
        }

        public Builder access(StoreAccess value) {
            access = value;
            return this;
        }

        public Builder vm(VmLabel value) {
            vm = value;
            return this;
        }

        /** Where the demand for one resource stands, in place of what was said before. */
        public Builder measure(Resource resource, Measure measure) {
            measures.put(resource, measure);
            return this;
        }

        /** Of one resource, nothing is known here. */
        public Builder without(Resource resource) {
            measures.remove(resource);
            return this;
        }

        public Builder staleness(Duration value) {
            staleness = value;
            return this;
        }

        public Builder limits(StoreLimits value) {
            limits = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public PrometheusSettings build() {
            return new PrometheusSettings(access, vm, measures, staleness, limits);
        }
    }
}
