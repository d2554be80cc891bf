// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything one report shows: the set-up of a simulation, what each policy achieved on it, and how well the demand was
 * forecast. All policies ran on the same hosts over the same time buckets, otherwise their heat maps could not be
 * compared. Immutable and thread-safe.
 *
 * @param title headline of the report, not blank
 * @param generatorVersion version of the program that made the report, not blank
 * @param seed seed of the simulation
 * @param setup label and value of each line of the set-up, in the order shown
 * @param policies one section per policy, at least one, names unique, in the order shown
 * @param forecasts forecast fans against what happened; may be empty
 * @param together what moves together, ready to read, a line each; may be empty
 * @param notes remarks shown at the end; may be empty
 * @param picture the cluster as a whole
 */
public record SimulationReport(
        String title,
        String generatorVersion,
        long seed,
        List<SetupLine> setup,
        List<PolicyResults> policies,
        List<ForecastFan> forecasts,
        List<String> together,
        List<String> notes,
        ClusterPicture picture) {

    /**
     * Copies the lists and checks that the policies can be compared.
     *
     * @throws IllegalArgumentException if a text is blank, there is no policy, two policies share a name, two heat maps
     *     differ in hosts or buckets, or one figure name comes with two labels, units or goals
     */
    public SimulationReport {
        Require.text("title", title);
        Require.text("generatorVersion", generatorVersion);
        setup = List.copyOf(setup);
        policies = List.copyOf(policies);
        forecasts = List.copyOf(forecasts);
        together = List.copyOf(together);
        notes = List.copyOf(notes);
        Require.present("picture", picture);
        Require.that(!policies.isEmpty(), "The policies must hold at least one section.");
        requireComparable(policies);
    }

    private static void requireComparable(List<PolicyResults> policies) {
        HeatMap reference = policies.get(0).heatMap();
        Set<String> names = new HashSet<>();
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (PolicyResults policy : policies) {
            Require.that(names.add(policy.name()), "The policy name (%s) must be unique.", policy.name());
            Require.that(
                    policy.heatMap().hosts().equals(reference.hosts())
                            && policy.heatMap().bucketStarts().equals(reference.bucketStarts()),
                    "The heat map of policy (%s) must have the hosts and buckets of policy (%s).",
                    policy.name(),
                    policies.get(0).name());
            for (Figure figure : policy.figures()) {
                Figure first = Objects.requireNonNullElse(figures.putIfAbsent(figure.name(), figure), figure);
                Require.that(
                        first.measuresTheSame(figure),
                        "The figure (%s) of policy (%s) must have one label, unit and goal in all policies.",
                        figure.name(),
                        policy.name());
            }
        }
    }
}
