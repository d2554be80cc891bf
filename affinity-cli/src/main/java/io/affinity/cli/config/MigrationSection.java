package io.affinity.cli.config;

import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the file says of migrations.
 *
 * @param limits what a migration may cost
 * @param migrator how it is carried out
 */
record MigrationSection(MigrationLimits limits, MigratorSettings migrator) {

    static MigrationSection read(Section section) {
        return section.build(s -> new MigrationSection(limits(s), migrator(s)));
    }

    private static MigrationLimits limits(Section section) {
        MigrationLimits absent = MigrationLimits.DEFAULT;
        return new MigrationLimits(
                section.whole("max-concurrent", absent.maxConcurrent()),
                section.whole("max-concurrent-per-host", absent.maxConcurrentPerHost()),
                section.bytes("bandwidth-per-second", absent.bandwidthBytesPerSecond()),
                section.duration("max-downtime", absent.maxDowntime()),
                section.duration("timeout", absent.timeout()),
                section.choice("escalation", absent.escalation()),
                escalations(section));
    }

    private static Map<VmId, Escalation> escalations(Section section) {
        Map<VmId, Escalation> escalations = new LinkedHashMap<>();
        Section exceptions = section.section("exceptions");
        for (String vm : exceptions.keys()) {
            escalations.put(new VmId(vm), exceptions.choice(vm, Escalation.NONE));
        }
        return escalations;
    }

    private static MigratorSettings migrator(Section section) {
        MigratorSettings absent = MigratorSettings.DEFAULT;
        return absent.toBuilder()
                .transport(section.choice("transport", absent.transport()))
                .diskCopy(section.choice("copy-disks", absent.diskCopy()))
                .parallelConnections(section.whole("parallel-connections", absent.parallelConnections()))
                .compression(section.text("compression", absent.compression()))
                .tls(section.choice("tls", OnOff.OFF) == OnOff.ON)
                .poll(absent.poll())
                .stall(section.duration("stall", absent.stall()))
                .convergence(section.duration("convergence", absent.convergence()))
                .settling(section.duration("settling", absent.settling()))
                .build();
    }

    private enum OnOff {
        OFF,
        ON
    }
}
