package io.affinity.cli.config;

import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.plugin.PluginNames;
import io.affinity.core.Mode;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an operator says of a cluster and of how it is to be balanced. Written in YAML, or in JSON, which is a part of it.
 *
 * @param hosts at least one, unless plug-ins take their place
 * @param connection how long hosts are waited for
 * @param telemetry how hosts are observed, as far as sections of their own do not say it
 * @param vms by id; those not named are as their own metadata says
 * @param policies location policies, in addition to those of metadata
 * @param mode what the loop may do
 * @param balancer which kind of balancer decides
 * @param loop pace and memory of the loop
 * @param settings of the predictive balancer
 * @param plugins that decide, by name, but for the forecaster
 * @param platform plug-ins that observe, migrate and keep, by name
 * @param limits of migrations
 * @param migrator how migrations are carried out
 * @param sharedPaths folders that all hosts see alike; disks below them do not tie a VM to its host
 * @param folder where journal and state are kept
 */
public record ClusterFile(
        List<HostSection> hosts,
        ConnectionLimits connection,
        TelemetrySettings telemetry,
        Map<VmId, VmSection> vms,
        List<LocationPolicy> policies,
        Mode mode,
        BalancerKind balancer,
        LoopSection loop,
        PredictiveSettings settings,
        PluginNames plugins,
        PlatformNames platform,
        MigrationLimits limits,
        MigratorSettings migrator,
        List<String> sharedPaths,
        Path folder) {

    /** Which balancer decides. */
    public enum BalancerKind {
        PREDICTIVE,
        REACTIVE
    }

    public ClusterFile {
        hosts = List.copyOf(hosts);
        vms = new LinkedHashMap<>(vms);
        policies = List.copyOf(policies);
        sharedPaths = List.copyOf(sharedPaths);
        if (migrator.transport() == Transport.CLIENT_MANAGED
                && (limits.escalation() == Escalation.POST_COPY
                        || limits.exceptions().containsValue(Escalation.POST_COPY))) {
            throw new IllegalArgumentException(
                    "migration.escalation: post-copy must not be combined with the transport client-managed, which would"
                            + " lose a VM if this program died at the wrong moment.");
        }
        requireHosts(hosts, platform);
    }

    private static void requireHosts(List<HostSection> hosts, PlatformNames platform) {
        if (hosts.isEmpty() && (platform.inventory() == null || platform.demand() == null)) {
            throw new IllegalArgumentException("hosts: must name at least one host, unless plug-ins.inventory and"
                    + " plug-ins.demand name what takes their place.");
        }
        if (hosts.isEmpty() && platform.rules() != null && platform.hasLibvirtRules()) {
            throw new IllegalArgumentException("plug-ins.rules: must not name libvirt where there are no hosts.");
        }
        Set<String> names = new HashSet<>();
        for (HostSection host : hosts) {
            if (!names.add(host.id().value())) {
                throw new IllegalArgumentException("hosts: the name " + host.id() + " must not be given twice.");
            }
        }
    }

    /**
     * {@return what the file says}
     *
     * @throws ConfigException if it cannot be read, or says something that is not right
     */
    public static ClusterFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return parse(file.toString(), text, folderBeside(file));
    }

    private static Path folderBeside(Path file) {
        return file.toAbsolutePath().resolveSibling("affinity-state");
    }

    static ClusterFile parse(String name, String text, Path folder) {
        Object document;
        try {
            document = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new ConfigException(name + ": is not YAML: " + e.getMessage(), e);
        }
        return Section.of(name, document).build(top -> ofTop(top, folder));
    }

    private static ClusterFile ofTop(Section top, Path folder) {
        List<HostSection> hosts =
                top.sections("hosts").stream().map(HostSection::read).toList();
        List<String> sharedPaths = top.texts("shared-paths");
        MigrationSection migration = MigrationSection.read(top.section("migration"));
        PluginSection plugins = PluginSection.read(top.section("plug-ins"));
        return new ClusterFile(
                hosts,
                ConnectionSection.read(top.section("connection")),
                TelemetrySection.read(top.section("telemetry")),
                vms(top),
                top.sections("policies").stream().map(PolicySection::read).toList(),
                top.choice("mode", Mode.RECOMMEND),
                top.choice("balancer", BalancerKind.PREDICTIVE),
                LoopSection.read(top.section("loop")),
                settings(top.section("prediction")),
                plugins.deciding(),
                plugins.platform(),
                migration.limits(),
                migration.migrator().toBuilder()
                        .sharedPaths(sharedPaths)
                        .addresses(migrationAddresses(hosts))
                        .build(),
                sharedPaths,
                top.has("state") ? Path.of(top.text("state")) : folder);
    }

    private static Map<VmId, VmSection> vms(Section top) {
        Map<VmId, VmSection> vms = new LinkedHashMap<>();
        top.sectionsByName("vms").forEach((name, section) -> vms.put(new VmId(name), VmSection.read(section)));
        return vms;
    }

    private static PredictiveSettings settings(Section section) {
        PredictiveSettings absent = PredictiveSettings.DEFAULT;
        return section.build(s -> absent.toBuilder()
                .horizon(s.duration("horizon", absent.horizon()))
                .scenarios(s.whole("scenarios", absent.scenarios()))
                .threshold(s.number("threshold", absent.threshold()))
                .cooldown(s.duration("cooldown", absent.cooldown()))
                .returnBan(s.duration("return-ban", absent.returnBan()))
                .iterations(s.whole("iterations", (int) absent.iterations()))
                .seed(s.whole("seed", (int) absent.seed()))
                .build());
    }

    private static Map<HostId, String> migrationAddresses(List<HostSection> hosts) {
        Map<HostId, String> addresses = new LinkedHashMap<>();
        for (HostSection host : hosts) {
            String address = host.migrationAddress();
            if (address != null) {
                addresses.put(host.id(), address);
            }
        }
        return addresses;
    }
}
