// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.openstack.OpenStackSettings;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.openstack.settings.MigratorSettings;
import io.affinity.spi.model.Resource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cloud that the file names in place of hosts.
 *
 * @param cloud name in {@code clouds.yaml}; null for that of {@code OS_CLOUD}, or the one that other variables describe
 * @param cloudsFile where it stands; null for the usual places
 * @param calls how it is asked
 * @param inventory which hosts are looked after
 */
public record CloudSection(
        @Nullable String cloud, @Nullable Path cloudsFile, CallLimits calls, InventorySettings inventory) {

    private static final String OPENSTACK = "openstack";

    /** What belongs to hosts that are reached by libvirt. */
    private static final List<String> OF_LIBVIRT_HOSTS = List.of("hosts", "connection", "telemetry", "shared-paths");

    /** What Nova decides by its own settings. */
    private static final List<String> OF_LIBVIRT_MIGRATIONS =
            List.of("transport", "copy-disks", "parallel-connections", "compression", "tls", "stall", "convergence");

    static CloudSection read(Section s) {
        Mention kind = s.mention("kind");
        if (s.has("kind") && !kind.name().equals(OPENSTACK)) {
            s.refuse(
                    "kind",
                    "must be " + OPENSTACK + ", not " + Quoted.of(kind.name())
                            + "; hosts with libvirt are named by hosts.");
        }
        CloudSection section =
                new CloudSection(orNull(s, "cloud"), path(s), s.one("calls", CloudSection::calls), inventory(s));
        if (section.cloudsFile != null && section.cloud == null) {
            s.refuse("clouds-file", "must not be named without the cloud in it.");
        }
        s.end();
        return section;
    }

    private static @Nullable String orNull(Section s, String key) {
        return s.has(key) ? s.text(key) : null;
    }

    private static @Nullable Path path(Section s) {
        try {
            return s.has("clouds-file") ? Path.of(s.text("clouds-file")) : null;
        } catch (InvalidPathException e) {
            s.refuse("clouds-file", "must be a file.");
            return null;
        }
    }

    private static CallLimits calls(Section s) {
        CallLimits absent = CallLimits.DEFAULT;
        return new CallLimits(
                s.duration("time", absent.call(), Duration.ofSeconds(1), Duration.ofMinutes(10)),
                s.whole("attempts", absent.attempts(), 1, 10),
                s.duration("pause", absent.pause(), Duration.ZERO, Duration.ofMinutes(1)),
                s.whole("at-once", absent.atOnce(), 1, 64),
                s.whole("per-second", absent.perSecond(), 1, 1000),
                absent.answerBytes());
    }

    private static InventorySettings inventory(Section s) {
        return new InventorySettings(
                orNull(s, "aggregate"),
                orNull(s, "rack-key"),
                orNull(s, "cell-key"),
                s.choice("stays-in-zone", true, Map.of("true", true, "false", false)),
                s.one("reserve", CloudSection::reserve));
    }

    private static Map<Resource, Double> reserve(Section s) {
        Map<Resource, Double> reserve = new LinkedHashMap<>();
        for (Resource resource : List.of(Resource.CPU, Resource.MEMORY)) {
            if (s.has(resource.name())) {
                reserve.put(resource, s.number(resource.name(), 0, Range.of(0.0, 0.99)));
            }
        }
        return reserve;
    }

    /** Refuses what is said of hosts with libvirt beside a cloud, which would be without effect. */
    static void checkAlone(Section top) {
        for (String key : OF_LIBVIRT_HOSTS) {
            if (top.has(key)) {
                top.refuse(
                        key, "must not be said beside cluster: one file is about a cloud or about hosts with libvirt.");
            }
        }
        Section migration = top.section("migration");
        for (String key : OF_LIBVIRT_MIGRATIONS) {
            if (migration.has(key)) {
                migration.refuse(key, "must not be said beside cluster: Nova's own settings decide it.");
            }
        }
    }

    /** {@return the settings of the cloud} */
    public OpenStackSettings settings(Duration settling) {
        MigratorSettings absent = MigratorSettings.DEFAULT;
        return new OpenStackSettings(
                calls, inventory, new MigratorSettings(absent.poll(), settling, absent.forceAfter()));
    }
}
