// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How much migrating the operator allows at a time.
 *
 * @param maxConcurrent migrations in the whole fleet, at least 1
 * @param maxConcurrentPerHost migrations from or to one host, at least 1
 * @param bandwidthBytesPerSecond of one migration; finite, greater than zero
 * @param maxDowntime for which a VM may stand still; not negative, at most 365 days
 * @param timeout after which a migration that is still copying is aborted; positive, at most 365 days
 * @param escalation how far a migrator may go with a VM that writes too fast
 * @param exceptions the same for single VMs, by id or by name. A name that several VMs have stands for all of them
 * @param linkBytesPerSecond how much of the link of one domain migrations may use together, by level: of each host, each rack's uplink; finite,
 *     greater than zero. A migration takes its bandwidth of both links that it passes. Levels that are not named are not limited
 */
public record MigrationLimits(
        int maxConcurrent,
        int maxConcurrentPerHost,
        double bandwidthBytesPerSecond,
        Duration maxDowntime,
        Duration timeout,
        Escalation escalation,
        Map<VmId, Escalation> exceptions,
        Map<TopologyLevel, Double> linkBytesPerSecond) {

    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Eight at a time, two a host, 10 Gbit/s shared by two, 300 ms of downtime, given up after half an hour; VMs may be
     * slowed down.
     */
    public static final MigrationLimits DEFAULT = new MigrationLimits(
            8, 2, 625e6, Duration.ofMillis(300), Duration.ofMinutes(30), Escalation.THROTTLE, Map.of(), Map.of());

    public MigrationLimits {
        exceptions = Map.copyOf(exceptions);
        linkBytesPerSecond = Map.copyOf(linkBytesPerSecond);
        linkBytesPerSecond.forEach((level, bytes) -> {
            if (!(bytes > 0) || Double.isInfinite(bytes)) {
                throw new IllegalArgumentException("The bandwidth of a link at level " + level + " (" + bytes
                        + " bytes/s) must be finite and greater than zero.");
            }
        });
        if (maxConcurrent < 1 || maxConcurrentPerHost < 1) {
            throw new IllegalArgumentException("The numbers of concurrent migrations (" + maxConcurrent + ", "
                    + maxConcurrentPerHost + " a host) must be at least 1.");
        }
        if (!(bandwidthBytesPerSecond > 0) || Double.isInfinite(bandwidthBytesPerSecond)) {
            throw new IllegalArgumentException("The bandwidth of a migration (" + bandwidthBytesPerSecond
                    + " bytes/s) must be finite and greater than zero.");
        }
        if (maxDowntime.compareTo(LONGEST) > 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The maximum downtime (" + maxDowntime + ") and the timeout (" + timeout
                    + ") must be at most 365 days.");
        }
        if (maxDowntime.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The maximum downtime (" + maxDowntime
                    + ") must not be negative, and the timeout (" + timeout + ") must be positive.");
        }
    }

    /**
     * {@return how far a migrator may go with this VM; what is said of its id comes before what is said of its name, and of several
     * the least}
     */
    public Escalation escalation(Vm vm) {
        Escalation ofId = exceptions.get(vm.id());
        if (ofId != null) {
            return ofId;
        }
        VmNames own = VmNames.of(List.of(vm));
        return exceptions.entrySet().stream()
                .filter(exception -> !own.meantBy(exception.getKey().value()).isEmpty())
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .orElse(escalation);
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

        private int maxConcurrent;
        private int maxConcurrentPerHost;
        private double bandwidthBytesPerSecond;
        private Duration maxDowntime;
        private Duration timeout;
        private Escalation escalation;
        private Map<VmId, Escalation> exceptions;
        private Map<TopologyLevel, Double> linkBytesPerSecond;

        private Builder(MigrationLimits from) {
            maxConcurrent = from.maxConcurrent;
            maxConcurrentPerHost = from.maxConcurrentPerHost;
            bandwidthBytesPerSecond = from.bandwidthBytesPerSecond;
            maxDowntime = from.maxDowntime;
            timeout = from.timeout;
            escalation = from.escalation;
            exceptions = from.exceptions;
            linkBytesPerSecond = from.linkBytesPerSecond;
        }

        public Builder maxConcurrent(int value) {
            maxConcurrent = value;
            return this;
        }

        public Builder maxConcurrentPerHost(int value) {
            maxConcurrentPerHost = value;
            return this;
        }

        public Builder bandwidthBytesPerSecond(double value) {
            bandwidthBytesPerSecond = value;
            return this;
        }

        public Builder maxDowntime(Duration value) {
            maxDowntime = value;
            return this;
        }

        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        public Builder escalation(Escalation value) {
            escalation = value;
            return this;
        }

        public Builder exceptions(Map<VmId, Escalation> value) {
            exceptions = value;
            return this;
        }

        public Builder linkBytesPerSecond(Map<TopologyLevel, Double> value) {
            linkBytesPerSecond = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public MigrationLimits build() {
            return new MigrationLimits(
                    maxConcurrent,
                    maxConcurrentPerHost,
                    bandwidthBytesPerSecond,
                    maxDowntime,
                    timeout,
                    escalation,
                    exceptions,
                    linkBytesPerSecond);
        }
    }
}
