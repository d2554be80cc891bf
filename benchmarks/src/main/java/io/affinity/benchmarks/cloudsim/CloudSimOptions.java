// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import io.affinity.benchmarks.decisions.PublishedRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param policy how overloaded hosts are found
 * @param traces at least one
 * @param json where to write the comparison, or null
 */
record CloudSimOptions(
        PublishedRules policy, List<Path> traces, @Nullable Path json) {

    static final String USAGE =
            "usage: bench cloudsim --trace FILE [--trace FILE ...] [--policy thr|iqr|mad|lr|lrr] [--json FILE]";

    CloudSimOptions {
        traces = List.copyOf(traces);
        if (traces.isEmpty()) {
            throw new IllegalArgumentException("At least one --trace must be given.");
        }
    }

    /** @throws IllegalArgumentException if an option is unknown or has no value, or there is no trace */
    static CloudSimOptions parse(List<String> options) {
        List<Path> traces = new ArrayList<>();
        PublishedRules policy = PublishedRules.THR;
        Path json = null;
        for (Iterator<String> i = options.iterator(); i.hasNext(); ) {
            String option = i.next();
            switch (option) {
                case "--trace" -> traces.add(Path.of(value(option, i)));
                case "--policy" -> policy = policy(value(option, i));
                case "--json" -> json = Path.of(value(option, i));
                default ->
                    throw new IllegalArgumentException(
                            "The option (" + option + ") must be --trace, --policy or --json.");
            }
        }
        return new CloudSimOptions(policy, traces, json);
    }

    private static PublishedRules policy(String id) {
        List<PublishedRules> all = List.of(PublishedRules.values());
        return all.stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The policy (" + id + ") must be one of "
                        + all.stream().map(PublishedRules::id).toList() + "."));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option (" + option + ") must have a value.");
        }
        return rest.next();
    }
}
