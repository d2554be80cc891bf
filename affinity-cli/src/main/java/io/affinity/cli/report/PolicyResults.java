// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one policy achieved. Immutable and thread-safe.
 *
 * @param name short name such as {@code predictive}, not blank
 * @param description one line on what the policy does
 * @param role what the policy stands for in the comparison
 * @param figures the figures in the order shown, names unique; the first one is the headline of the report
 * @param contentionMinutesByPriority VM minutes under contention by priority, finite and not negative; the iteration
 *     order of the given map is kept
 * @param heatMap utilization of every host over time, of its scarcest resource
 * @param heatMapByResource the same for each resource, of the same hosts and times; the iteration order of the given map is kept;
 *     may be empty
 * @param shortMinutesByVm for how many minutes each VM stood on a host that was short, of those that did
 * @param migrations the migrations, shown in order of their start
 */
public record PolicyResults(
        String name,
        String description,
        PolicyRole role,
        List<Figure> figures,
        Map<String, Double> contentionMinutesByPriority,
        HeatMap heatMap,
        Map<String, HeatMap> heatMapByResource,
        Map<String, Double> shortMinutesByVm,
        List<MigrationRow> migrations) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the name is blank, two figures share a name, or minutes are negative or not
     *     finite
     */
    public PolicyResults {
        Require.text("name", name);
        Require.present("description", description);
        Require.present("role", role);
        Require.present("heatMap", heatMap);
        figures = List.copyOf(figures);
        migrations = List.copyOf(migrations);
        contentionMinutesByPriority = Collections.unmodifiableMap(new LinkedHashMap<>(contentionMinutesByPriority));
        heatMapByResource = Collections.unmodifiableMap(new LinkedHashMap<>(heatMapByResource));
        shortMinutesByVm = Collections.unmodifiableMap(new LinkedHashMap<>(shortMinutesByVm));
        heatMapByResource.forEach((resource, map) -> Require.that(
                map.hosts().equals(heatMap.hosts()) && map.bucketStarts().equals(heatMap.bucketStarts()),
                "The heat map of resource (%s) must have the hosts and buckets of that of all.",
                resource));
        Set<String> names = new HashSet<>();
        for (Figure figure : figures) {
            Require.that(names.add(figure.name()), "The figure name (%s) must be unique in a policy.", figure.name());
        }
        contentionMinutesByPriority.forEach((priority, minutes) -> {
            Require.text("priority", priority);
            Require.that(
                    Double.isFinite(minutes) && minutes >= 0,
                    "The contention minutes (%s) of priority (%s) must be finite and not negative.",
                    minutes,
                    priority);
        });
    }
}
