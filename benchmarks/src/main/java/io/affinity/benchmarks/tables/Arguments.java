// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Arguments of a benchmark, put together. Immutable. */
record Arguments(List<String> words) {

    static final Arguments NONE = new Arguments(List.of());

    Arguments {
        words = List.copyOf(words);
    }

    /** {@return each trace by {@code --trace}} */
    static Arguments traces(List<Path> traces) {
        Arguments all = NONE;
        for (Path trace : traces) {
            all = all.and("--trace", trace);
        }
        return all;
    }

    /** {@return these and a file by its option} */
    Arguments and(String option, Path file) {
        return and(List.of(option, file.toString()));
    }

    /** {@return these and others, split at spaces} */
    Arguments and(String others) {
        return and(List.of(others.split(" ")));
    }

    private Arguments and(List<String> others) {
        List<String> all = new ArrayList<>(words);
        all.addAll(others);
        return new Arguments(all);
    }
}
