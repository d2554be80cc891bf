// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the file says of migrations.
 *
 * @param limits what a migration may cost
 * @param migrator how it is carried out
 * @param vms that are named
 */
record MigrationSection(MigrationLimits limits, MigratorSettings migrator, List<Mention> vms) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Hypervisors count in mebibytes, and take none for no limit at all. */
    private static final Range<Double> BANDWIDTH =
            Range.of(0x1p20, 1e13).written(bound -> bound == 0x1p20 ? "1MiB" : "10TB");

    static MigrationSection read(Section s) {
        List<Mention> vms = s.section("exceptions").names();
        MigrationSection said = new MigrationSection(limits(s), migrator(s), vms);
        if (said.migrator.transport() == Transport.CLIENT_MANAGED) {
            refusePostCopy(s, said.limits);
        }
        return said;
    }

    private static void refusePostCopy(Section s, MigrationLimits limits) {
        String why = "post-copy must not be combined with the transport client-managed, which would lose a VM if this"
                + " program died at the wrong moment.";
        if (limits.escalation() == Escalation.POST_COPY) {
            s.refuse("escalation", why);
        }
        limits.exceptions().forEach((vm, escalation) -> {
            if (escalation == Escalation.POST_COPY) {
                s.section("exceptions").refuse(vm.value(), why);
            }
        });
    }

    private static MigrationLimits limits(Section s) {
        MigrationLimits absent = MigrationLimits.DEFAULT;
        return new MigrationLimits(
                s.whole("max-concurrent", absent.maxConcurrent(), 1, 10_000),
                s.whole("max-concurrent-per-host", absent.maxConcurrentPerHost(), 1, 1_000),
                s.bytes("bandwidth-per-second", absent.bandwidthBytesPerSecond(), BANDWIDTH),
                s.duration("max-downtime", absent.maxDowntime(), SHORTEST, Duration.ofHours(1)),
                s.duration("timeout", absent.timeout(), SHORTEST, WEEK),
                s.choice("escalation", absent.escalation()),
                escalations(s.section("exceptions")),
                s.one("links", MigrationSection::links));
    }

    private static Map<TopologyLevel, Double> links(Section links) {
        Map<TopologyLevel, Double> said = new LinkedHashMap<>();
        for (TopologyLevel level : Topology.HOST_RACK_ZONE.levels()) {
            if (links.has(level.name())) {
                said.put(level, links.bytes(level.name(), 1.0, BANDWIDTH));
            }
        }
        return said;
    }

    private static Map<VmId, Escalation> escalations(Section exceptions) {
        Map<VmId, Escalation> escalations = new LinkedHashMap<>();
        for (Mention vm : exceptions.names()) {
            escalations.put(new VmId(vm.name()), exceptions.choice(vm.name(), Escalation.NONE));
        }
        return escalations;
    }

    private static MigratorSettings migrator(Section s) {
        MigratorSettings absent = MigratorSettings.DEFAULT;
        return absent.toBuilder()
                .transport(s.choice("transport", absent.transport()))
                .diskCopy(s.choice("copy-disks", absent.diskCopy()))
                .parallelConnections(s.whole("parallel-connections", absent.parallelConnections(), 0, 255))
                .compression(s.text("compression", absent.compression()))
                .tls(s.choice("tls", OnOff.OFF) == OnOff.ON)
                .poll(absent.poll())
                .stall(s.duration("stall", absent.stall(), SHORTEST, WEEK))
                .convergence(s.duration("convergence", absent.convergence(), SHORTEST, WEEK))
                .settling(s.duration("settling", absent.settling(), SHORTEST, WEEK))
                .build();
    }

    private enum OnOff {
        OFF,
        ON
    }
}
