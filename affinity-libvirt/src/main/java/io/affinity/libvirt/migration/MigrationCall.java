// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallParameters;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationRequest;
import java.time.Duration;
import java.util.List;

/**
 * The one call that migrates, with the flags and parameters that the request and the settings mean. The numbers are those of
 * {@code virDomainMigrateFlags}.
 */
final class MigrationCall {

    private static final int LIVE = 1;
    private static final int PEER_TO_PEER = 1 << 1;
    private static final int PERSIST_ON_TARGET = 1 << 3;
    private static final int UNDEFINE_ON_SOURCE = 1 << 4;
    private static final int COPY_DISKS = 1 << 6;
    private static final int COPY_DISKS_INCREMENTALLY = 1 << 7;
    private static final int COMPRESSED = 1 << 11;
    private static final int ABORT_ON_DISK_ERROR = 1 << 12;
    private static final int AUTO_CONVERGE = 1 << 13;
    private static final int POST_COPY = 1 << 15;
    private static final int TLS = 1 << 16;
    private static final int PARALLEL = 1 << 17;

    private static final double MEBIBYTE = 0x1p20;
    private static final Duration LONGEST_DOWNTIME = Duration.ofSeconds(2000);

    private final MigrationRequest request;
    private final MigratorSettings settings;
    private final String targetUri;
    private final ConnectionLimits limits;

    /** @param targetUri where the source's daemon, or this program, reaches that of the target */
    MigrationCall(MigrationRequest request, MigratorSettings settings, String targetUri, ConnectionLimits limits) {
        this.request = request;
        this.settings = settings;
        this.targetUri = targetUri;
        this.limits = limits;
    }

    /** Migrates, and returns when that is over. */
    void run(NativeConnection source) {
        try (NativeDomain domain = DomainIdentity.on(source, request.migration().vm())) {
            List<String> copied = CopiedDisks.of(domain.xml(0), settings);
            int flags = flags(domain.isPersistent(), !copied.isEmpty());
            domain.migrateMaxDowntime(downtime());
            if (settings.transport() == Transport.PEER_TO_PEER) {
                domain.migrateTo(targetUri, parameters(copied), flags | PEER_TO_PEER);
            } else {
                migrateBetween(domain, parameters(copied), flags);
            }
        }
    }

    /** libvirt takes no longer one. */
    private Duration downtime() {
        return request.maxDowntime().compareTo(LONGEST_DOWNTIME) < 0 ? request.maxDowntime() : LONGEST_DOWNTIME;
    }

    private void migrateBetween(NativeDomain domain, CallParameters parameters, int flags) {
        try (NativeConnection target = NativeConnection.open(targetUri)) {
            // Otherwise a target that falls silent is waited for without end.
            target.keepAlive(limits.keepAliveInterval(), limits.keepAliveCount());
            domain.migrateTo(target, parameters, flags).close();
        }
    }

    private int flags(boolean isPersistent, boolean copiesDisks) {
        int flags = LIVE | ABORT_ON_DISK_ERROR;
        // Where it is defined it comes back after a reboot of the host: that must be one host only.
        flags |= isPersistent ? PERSIST_ON_TARGET | UNDEFINE_ON_SOURCE : 0;
        flags |= request.escalation() == Escalation.NONE ? 0 : AUTO_CONVERGE;
        flags |= request.escalation() == Escalation.POST_COPY ? POST_COPY : 0;
        flags |= copiesDisks && settings.diskCopy() == DiskCopy.FULL ? COPY_DISKS : 0;
        flags |= copiesDisks && settings.diskCopy() == DiskCopy.INCREMENTAL ? COPY_DISKS_INCREMENTALLY : 0;
        flags |= settings.parallelConnections() > 0 ? PARALLEL : 0;
        flags |= settings.compression().isEmpty() ? 0 : COMPRESSED;
        flags |= settings.tls() ? TLS : 0;
        return flags;
    }

    /** {@return a host name or address as libvirt takes it: those of IPv6 in brackets} */
    static String dataUri(String address) {
        return "tcp://" + (address.contains(":") ? "[" + address + "]" : address);
    }

    private CallParameters parameters(List<String> copied) {
        CallParameters parameters = new CallParameters();
        parameters.unsigned("bandwidth", Math.max(1, (long) (request.bandwidthBytesPerSecond() / MEBIBYTE)));
        // Without a list libvirt copies all disks, even one onto itself that both hosts see.
        copied.forEach(disk -> parameters.text("migrate_disks", disk));
        String address = settings.addresses().get(request.migration().target());
        if (address != null) {
            // A copy of disks goes there as well; the port is the target's choice.
            parameters.text("migrate_uri", dataUri(address));
        }
        if (settings.parallelConnections() > 0) {
            parameters.signed("parallel.connections", settings.parallelConnections());
        }
        if (!settings.compression().isEmpty()) {
            parameters.text("compression", settings.compression());
        }
        return parameters;
    }
}
