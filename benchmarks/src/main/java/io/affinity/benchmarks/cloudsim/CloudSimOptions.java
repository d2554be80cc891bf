package io.affinity.benchmarks.cloudsim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param traces at least one
 * @param json where to write the comparison, or null
 */
record CloudSimOptions(List<Path> traces, @Nullable Path json) {

    static final String USAGE = "usage: bench cloudsim --trace FILE [--trace FILE ...] [--json FILE]";

    CloudSimOptions {
        traces = List.copyOf(traces);
        if (traces.isEmpty()) {
            throw new IllegalArgumentException("At least one --trace must be given.");
        }
    }

    /** @throws IllegalArgumentException if an option is unknown or has no value, or there is no trace */
    static CloudSimOptions parse(List<String> options) {
        List<Path> traces = new ArrayList<>();
        Path json = null;
        for (Iterator<String> i = options.iterator(); i.hasNext(); ) {
            String option = i.next();
            switch (option) {
                case "--trace" -> traces.add(value(option, i));
                case "--json" -> json = value(option, i);
                default -> throw new IllegalArgumentException("The option (" + option + ") must be --trace or --json.");
            }
        }
        return new CloudSimOptions(traces, json);
    }

    private static Path value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option (" + option + ") must have a value.");
        }
        return Path.of(rest.next());
    }
}
