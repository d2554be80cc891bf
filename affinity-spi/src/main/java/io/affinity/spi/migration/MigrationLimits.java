package io.affinity.spi.migration;

import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Map;

/**
 * How much migrating the operator allows at a time.
 *
 * @param maxConcurrent migrations in the whole fleet, at least 1
 * @param maxConcurrentPerHost migrations from or to one host, at least 1
 * @param bandwidthBytesPerSecond of one migration; finite, greater than zero
 * @param maxDowntime for which a VM may stand still
 * @param timeout after which a migration that is still copying is aborted; positive
 * @param escalation how far a migrator may go with a VM that writes too fast
 * @param exceptions the same for single VMs
 */
public record MigrationLimits(
        int maxConcurrent,
        int maxConcurrentPerHost,
        double bandwidthBytesPerSecond,
        Duration maxDowntime,
        Duration timeout,
        Escalation escalation,
        Map<VmId, Escalation> exceptions) {

    /**
     * Eight at a time, two a host, 10 Gbit/s shared by two, 300 ms of downtime, given up after half an hour; VMs may be
     * slowed down.
     */
    public static final MigrationLimits DEFAULT = new MigrationLimits(
            8, 2, 625e6, Duration.ofMillis(300), Duration.ofMinutes(30), Escalation.THROTTLE, Map.of());

    public MigrationLimits {
        exceptions = Map.copyOf(exceptions);
        if (maxConcurrent < 1 || maxConcurrentPerHost < 1) {
            throw new IllegalArgumentException("The numbers of concurrent migrations (" + maxConcurrent + ", "
                    + maxConcurrentPerHost + " a host) must be at least 1.");
        }
        if (!(bandwidthBytesPerSecond > 0) || Double.isInfinite(bandwidthBytesPerSecond)) {
            throw new IllegalArgumentException("The bandwidth of a migration (" + bandwidthBytesPerSecond
                    + " bytes/s) must be finite and greater than zero.");
        }
        if (maxDowntime.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The maximum downtime (" + maxDowntime
                    + ") must not be negative, and the timeout (" + timeout + ") must be positive.");
        }
    }

    /** {@return how far a migrator may go with this VM} */
    public Escalation escalation(VmId vm) {
        return exceptions.getOrDefault(vm, escalation);
    }

    /** {@return a copy with these numbers of migrations at a time} */
    public MigrationLimits withConcurrency(int newMaxConcurrent, int newMaxConcurrentPerHost) {
        return new MigrationLimits(
                newMaxConcurrent,
                newMaxConcurrentPerHost,
                bandwidthBytesPerSecond,
                maxDowntime,
                timeout,
                escalation,
                exceptions);
    }
}
