// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.plugin.PluginNames;
import io.affinity.cli.yaml.YamlException;
import io.affinity.cli.yaml.YamlFile;
import io.affinity.cli.yaml.YamlNode;
import io.affinity.cli.yaml.YamlTree;
import io.affinity.core.Mode;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a cluster and of how it is to be balanced. Written in YAML, or in JSON, which is a part of it.
 *
 * @param hosts at least one, unless a cloud or plug-ins take their place
 * @param cloud in place of hosts; null if there is none
 * @param connection how long hosts are waited for
 * @param telemetry how hosts are observed, as far as sections of their own do not say it
 * @param vms by id; those not named are as their own metadata says
 * @param mode what the loop may do
 * @param balancer which kind of balancer decides
 * @param loop pace and memory of the loop
 * @param settings of the predictive balancer
 * @param plugins that decide, by name, but for the forecaster
 * @param platform plug-ins that observe, migrate and keep, by name
 * @param sources metrics stores
 * @param terms costs and rules of placements beside demand and policies
 * @param limits of migrations
 * @param migrator how migrations are carried out
 * @param sharedPaths folders that all hosts see alike; disks below them do not tie a VM to its host
 * @param events that are known in advance
 * @param activity series that may go ahead of demand
 * @param listen where the loop is to be watched
 * @param folder where journal and state are kept
 * @param places what it names, and where; with the location policies
 */
public record ClusterFile(
        List<HostSection> hosts,
        @Nullable CloudSection cloud,
        ConnectionLimits connection,
        TelemetrySettings telemetry,
        Map<VmId, VmSection> vms,
        Mode mode,
        BalancerKind balancer,
        LoopSection loop,
        PredictiveSettings settings,
        PluginNames plugins,
        PlatformNames platform,
        List<SourceSection> sources,
        List<StatedTerm> terms,
        MigrationLimits limits,
        MigratorSettings migrator,
        List<String> sharedPaths,
        List<EventSection> events,
        List<ActivitySection> activity,
        ListenSection listen,
        Path folder,
        FilePlaces places) {

    /** Which balancer decides. */
    public enum BalancerKind {
        PREDICTIVE,
        REACTIVE
    }

    public ClusterFile {
        hosts = List.copyOf(hosts);
        vms = new LinkedHashMap<>(vms);
        sources = List.copyOf(sources);
        terms = List.copyOf(terms);
        sharedPaths = List.copyOf(sharedPaths);
        events = List.copyOf(events);
        activity = List.copyOf(activity);
    }

    /** {@return whether the hosts of the file are all there are, so that neither a cloud nor a plug-in knows of others} */
    public boolean hasOwnHosts() {
        return cloud == null && platform.inventory() == null;
    }

    /** {@return location policies, in addition to those of metadata} */
    public List<LocationPolicy> policies() {
        return places.policies().stream().map(StatedPolicy::policy).toList();
    }

    /**
     * {@return what the file says}
     *
     * @throws ConfigException if it cannot be read, or says something that is not right
     */
    public static ClusterFile read(Path file) {
        try {
            return parse(file.toString(), YamlFile.text(file), folderBeside(file));
        } catch (YamlException e) {
            throw refused(file.toString(), e);
        }
    }

    /**
     * {@return what the file says, of which only the past of VMs is of use: there need be no hosts where a metrics store is named}
     *
     * @throws ConfigException if it cannot be read, or says something that is not right
     */
    public static ClusterFile readForPast(Path file) {
        try {
            return parse(file.toString(), YamlFile.text(file), folderBeside(file), ClusterFileReader.Purpose.PAST);
        } catch (YamlException e) {
            throw refused(file.toString(), e);
        }
    }

    private static Path folderBeside(Path file) {
        return file.toAbsolutePath().resolveSibling("affinity-state");
    }

    /**
     * {@return what a text says that is not in a file}
     *
     * @param name by which it is called where something is not right
     * @param folder where state is kept, unless it says so itself
     * @throws ConfigException if it cannot be read, or says something that is not right
     */
    public static ClusterFile parse(String name, String text, Path folder) {
        return parse(name, text, folder, ClusterFileReader.Purpose.HOSTS);
    }

    private static ClusterFile parse(String name, String text, Path folder, ClusterFileReader.Purpose purpose) {
        YamlNode document;
        try {
            document = YamlTree.of(text);
        } catch (YamlException e) {
            throw refused(name, e);
        }
        return new ClusterFileReader(name, document, folder, purpose).read();
    }

    private static ConfigException refused(String name, YamlException e) {
        Place place = new Place(name, e.line());
        return new ConfigException(List.of(Problem.fatal(place, "", String.valueOf(e.getMessage()))));
    }
}
