// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

import io.affinity.spi.model.Topology;
import java.time.Duration;
import java.util.List;

/**
 * How hosts are observed.
 *
 * @param cpu what counts as CPU demand
 * @param memory what counts as memory demand
 * @param localDisks what is done with VMs that have disks on their host
 * @param sharedPaths folders that all hosts see alike; disks below them are not local
 * @param topology levels of fault domains
 * @param refresh after which descriptions are read again, whatever events said; positive
 */
public record TelemetrySettings(
        CpuMeasure cpu,
        MemoryMeasure memory,
        LocalDiskRule localDisks,
        List<String> sharedPaths,
        Topology topology,
        Duration refresh) {

    /** Demand with waiting, memory as guests say, local disks stay, hosts only, read again after ten minutes. */
    public static final TelemetrySettings DEFAULT = new TelemetrySettings(
            CpuMeasure.USED_AND_WAITED,
            MemoryMeasure.GUEST_USED,
            LocalDiskRule.STAY,
            List.of(),
            Topology.FLAT,
            Duration.ofMinutes(10));

    private static final int MOST_DAYS = 365;

    public TelemetrySettings {
        sharedPaths = List.copyOf(sharedPaths);
        for (String path : sharedPaths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("The shared path (" + path + ") must begin with a slash.");
            }
        }
        if (refresh.isNegative() || refresh.isZero() || refresh.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "The refresh interval (" + refresh + ") must be positive, and at most " + MOST_DAYS + " days.");
        }
    }

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private CpuMeasure cpu;
        private MemoryMeasure memory;
        private LocalDiskRule localDisks;
        private List<String> sharedPaths;
        private Topology topology;
        private Duration refresh;

        private Builder(TelemetrySettings from) {
            cpu = from.cpu;
            memory = from.memory;
            localDisks = from.localDisks;
            sharedPaths = from.sharedPaths;
            topology = from.topology;
            refresh = from.refresh;
        }

        public Builder cpu(CpuMeasure value) {
            cpu = value;
            return this;
        }

        public Builder memory(MemoryMeasure value) {
            memory = value;
            return this;
        }

        public Builder localDisks(LocalDiskRule value) {
            localDisks = value;
            return this;
        }

        public Builder sharedPaths(List<String> value) {
            sharedPaths = value;
            return this;
        }

        public Builder topology(Topology value) {
            topology = value;
            return this;
        }

        public Builder refresh(Duration value) {
            refresh = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public TelemetrySettings build() {
            return new TelemetrySettings(cpu, memory, localDisks, sharedPaths, topology, refresh);
        }
    }
}
