// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterPast;
import io.affinity.cli.cluster.FileTerms;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.plugin.PluginNames;
import io.affinity.cli.scenario.BuiltInScenario;
import io.affinity.cli.scenario.ClusterScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.PlacementTerm;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which world is simulated: a generated one, one made for a trace, or an operator's own. */
final class WorldOptions {

    private static final int BUILT_IN_HOSTS = 100;
    private static final int MOST_HOSTS = 100_000;

    /** All demand of the generated week is in memory: more than a megabyte for each host. */
    private static final int MOST_BUILT_IN_HOSTS = 2_000;

    @Option(
            names = "--trace",
            paramLabel = "PATH",
            description = "A recorded trace: a folder or file of PlanetLab or Bitbrains; CSV \"time,vm,cpu,memory\" or"
                    + " \"vm,resource,t0,t1,...\", or lines of JSON; gzip or plain; or the state folder of"
                    + " affinity run. With --config, its VMs are those of the cluster, by name or id.")
    private @Nullable Path trace;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A cluster file: its own hosts, as the VMs run there now, and its rules; the hosts are asked"
                    + " once. Demand is what --trace has; without it, what the state folder, metrics stores and"
                    + " plug-ins of the file know of the last four weeks.")
    private @Nullable Path config;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description =
                    "Number of hosts. Without --trace 10 to 2000, by default 100; with --trace 1 to 100000, by default"
                            + " 800 for PlanetLab, and for others so many that they are three quarters full when demand is"
                            + " highest.")
    private @Nullable Integer hosts;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random choices. Default: 1.")
    private long seed = 1;

    /**
     * A world, and who decides in it unless it is said otherwise.
     *
     * @param plugins of the cluster file; null where there is none
     * @param terms that the cluster file states; none where there is none
     */
    record World(Scenario scenario, @Nullable PluginNames plugins, List<PlacementTerm> terms) {

        World {
            terms = List.copyOf(terms);
        }
    }

    long seed() {
        return seed;
    }

    /**
     * {@return the world that is asked for}
     *
     * @throws WrongInputException if there can be none; others say what is wrong with files
     */
    World world() {
        if (hosts != null) {
            Limits.require("number of hosts", hosts, 1, MOST_HOSTS);
        }
        if (hosts != null && config != null) {
            throw new WrongInputException(
                    "--hosts and --config contradict each other: the cluster file says which hosts"
                            + " there are; --what-if 'remove HOST' tries one fewer.");
        }
        try {
            World world = config == null ? new World(withoutCluster(), null, List.of()) : ofCluster(config);
            check(world.scenario());
            return world;
        } catch (TraceFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Says what is wrong with fleet and policies now, where it can only be wrong input. */
    static void check(Scenario scenario) {
        new SimulatedCluster(scenario.fleet(), scenario.workload(), scenario.settings());
    }

    private Scenario withoutCluster() {
        if (trace == null && hosts != null && hosts > MOST_BUILT_IN_HOSTS) {
            throw new WrongInputException("The number of hosts (" + hosts + ") must be at most " + MOST_BUILT_IN_HOSTS
                    + " in the generated week, whose demand is all in memory; with --trace there may be more.");
        }
        return trace == null
                ? BuiltInScenario.create(hosts == null ? BUILT_IN_HOSTS : hosts, seed)
                : TraceScenario.of(trace, hosts, seed);
    }

    private World ofCluster(Path path) {
        ClusterFile file = new ConfigOption(path).read();
        String name = String.valueOf(path.getFileName());
        Scenario scenario = trace == null
                ? ofPast(file, name)
                : ClusterScenario.ofTrace(
                        file, name, look(file), Traces.open(trace), String.valueOf(trace.getFileName()), seed);
        return new World(scenario, file.plugins().withForecaster(file.loop().forecaster()), FileTerms.of(file));
    }

    private static Fleet look(ClusterFile file) {
        try (Cluster cluster = Cluster.of(file)) {
            return cluster.look();
        } catch (TelemetryException e) {
            throw new WrongInputException(
                    "The hosts of the cluster file cannot be asked where VMs run now: " + e.getMessage(), e);
        }
    }

    private Scenario ofPast(ClusterFile file, String name) {
        Fleet fleet = look(file);
        Clock clock = Clock.systemUTC();
        try (ClusterPast past = ClusterPast.of(file, clock)) {
            return ClusterScenario.ofPast(file, name, fleet, past, clock.instant(), seed);
        } catch (TelemetryException e) {
            throw new WrongInputException("The past of the cluster cannot be asked for: " + e.getMessage(), e);
        }
    }
}
