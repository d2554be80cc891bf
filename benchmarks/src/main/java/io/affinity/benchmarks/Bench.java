// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks;

import io.affinity.benchmarks.chaos.ChaosBenchmark;
import io.affinity.benchmarks.chaos.SoakBenchmark;
import io.affinity.benchmarks.cloudsim.CloudSimBenchmark;
import io.affinity.benchmarks.coldstart.ColdStartBenchmark;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.contention.ContentionBenchmark;
import io.affinity.benchmarks.decisions.DecisionsBenchmark;
import io.affinity.benchmarks.fit.FitBenchmark;
import io.affinity.benchmarks.forecast.ForecastBenchmark;
import io.affinity.benchmarks.gifteval.GiftEvalBenchmark;
import io.affinity.benchmarks.hostload.HostLoadBenchmark;
import io.affinity.benchmarks.migrations.MigrationsBenchmark;
import io.affinity.benchmarks.mutants.MutantsBenchmark;
import io.affinity.benchmarks.online.OnlineBenchmark;
import io.affinity.benchmarks.peers.PeersForecastBenchmark;
import io.affinity.benchmarks.peersplace.PeersPlaceBenchmark;
import io.affinity.benchmarks.place.PlaceBenchmark;
import io.affinity.benchmarks.plan.PlanBenchmark;
import io.affinity.benchmarks.repair.RepairBenchmark;
import io.affinity.benchmarks.rescheduling.ReschedulingBenchmark;
import io.affinity.benchmarks.roadef.RoadefBenchmark;
import io.affinity.benchmarks.rolling.RollingBenchmark;
import io.affinity.benchmarks.score.ScoreBenchmark;
import io.affinity.benchmarks.smallclusters.SmallClustersBenchmark;
import io.affinity.benchmarks.stores.StoreHistoryBenchmark;
import io.affinity.benchmarks.tables.TablesBenchmark;
import io.affinity.benchmarks.trees.TreesOracleBenchmark;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs one benchmark by its name: {@code benchmarks/bench NAME [OPTIONS]}. */
public final class Bench {

    private static final int USAGE = 2;

    /** Every benchmark that can be run, by its name. */
    private static final SortedMap<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.ofEntries(
            Map.entry("chaos", new ChaosBenchmark()),
            Map.entry("cloudsim", new CloudSimBenchmark()),
            Map.entry("cold-start", new ColdStartBenchmark()),
            Map.entry("contention", new ContentionBenchmark()),
            Map.entry("decisions", new DecisionsBenchmark()),
            Map.entry("fit", new FitBenchmark()),
            Map.entry("forecast", new ForecastBenchmark()),
            Map.entry("gift-eval", new GiftEvalBenchmark()),
            Map.entry("hostload", new HostLoadBenchmark()),
            Map.entry("migrations", new MigrationsBenchmark()),
            Map.entry("mutants", new MutantsBenchmark()),
            Map.entry("online", new OnlineBenchmark()),
            Map.entry("peers-forecast", new PeersForecastBenchmark()),
            Map.entry("peers-place", new PeersPlaceBenchmark()),
            Map.entry("place", new PlaceBenchmark()),
            Map.entry("plan", new PlanBenchmark()),
            Map.entry("repair", new RepairBenchmark()),
            Map.entry("rescheduling", new ReschedulingBenchmark()),
            Map.entry("roadef", new RoadefBenchmark()),
            Map.entry("rolling", new RollingBenchmark()),
            Map.entry("score", new ScoreBenchmark()),
            Map.entry("small-clusters", new SmallClustersBenchmark()),
            Map.entry("soak", new SoakBenchmark()),
            Map.entry("store-history", new StoreHistoryBenchmark()),
            Map.entry("tables", new TablesBenchmark()),
            Map.entry("trees-oracle", new TreesOracleBenchmark())));

    private Bench() {}

    /**
     * Runs the named benchmark and ends with its exit code; 2 without a known name.
     *
     * @param arguments the name, then the options of that benchmark
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            System.err.println("usage: bench NAME [OPTIONS]; names: " + names());
            return USAGE;
        }
        String name = arguments.get(0);
        Benchmark benchmark = BENCHMARKS.get(name);
        if (benchmark == null) {
            System.err.println("bench: no benchmark is named \"" + name + "\"; names: " + names());
            return USAGE;
        }
        return benchmark.run(arguments.subList(1, arguments.size()), System.out, System.err);
    }

    private static String names() {
        return BENCHMARKS.isEmpty() ? "none yet" : String.join(", ", BENCHMARKS.keySet());
    }
}
