// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was asked for. */
@Command(name = "bench decisions", sortOptions = false)
final class DecisionsOptions {

    @Option(
            names = "--trace",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Traces that affinity simulate knows, or NAME-cpu_pct.csv with its sibling columns.")
    List<Path> traces = new ArrayList<>();

    @Option(
            names = "--generated",
            split = ",",
            paramLabel = "KIND",
            description = "A generated week: predictable, or unpredictable; besides the traces.")
    List<String> generated = new ArrayList<>();

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "Default: as affinity simulate; 20 for a generated week.")
    @Nullable
    Integer hosts;

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description = "Default: all. Those of peers may have another limit: reactive@0.9.")
    List<String> policies = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    @Option(
            names = "--vms",
            paramLabel = "WHICH",
            description = "first:N, every:N or all of a trace that is not of PlanetLab. Default: all.")
    String vms = "all";

    @Option(
            names = "--history",
            paramLabel = "TIME",
            description =
                    "How much is the past: 14d, 12h or none. Default: as affinity simulate; 14d of a generated week.")
    @Nullable
    String history;

    @Option(names = "--forecaster", paramLabel = "NAME", description = "Of the predictive policy. Default: auto.")
    String forecaster = "auto";

    @Option(names = "--seed", paramLabel = "N", description = "Of all random choices. Default: 1.")
    long seed = 1;

    /** @throws IllegalArgumentException if what was asked for makes no sense */
    void check() {
        if (traces.isEmpty() && generated.isEmpty()) {
            throw new IllegalArgumentException("At least one --trace or --generated must be given.");
        }
        if (hosts != null && hosts < 1) {
            throw new IllegalArgumentException("The number of hosts (" + hosts + ") must be at least 1.");
        }
    }

    /** {@return the worlds that were asked for: traces, then generated ones} */
    List<DecisionWorld> worlds() {
        List<DecisionWorld> worlds = new ArrayList<>();
        traces.forEach(trace -> worlds.add(DecisionWorld.of(trace, this)));
        generated.forEach(kind -> worlds.add(DecisionWorld.of(GeneratedKind.named(kind), this)));
        return worlds;
    }

    /** {@return the policies, in the order of the table} */
    List<DecisionPolicy> chosenPolicies() {
        return policies.isEmpty() ? DecisionPolicies.all() : DecisionPolicies.named(policies);
    }

    /** {@return how much is the past; null if that was not said} */
    @Nullable
    Duration past() {
        if (history == null || history.equals("none")) {
            return history == null ? null : Duration.ZERO;
        }
        if (!history.matches("[0-9]{1,4}[dh]")) {
            throw new IllegalArgumentException("The history (" + history + ") must be like 14d or 12h, or none.");
        }
        long number = Long.parseLong(history.substring(0, history.length() - 1));
        return history.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }
}
