// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file, as far as it has been read. */
final class Findings {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    Place place(int line) {
        return new Place(file, line);
    }

    void add(int line, String key, String text) {
        problems.add(Problem.fatal(place(line), key, text));
    }

    void add(Mention at, String text) {
        problems.add(Problem.fatal(at.place(), at.key(), text));
    }

    int count() {
        return problems.size();
    }

    /** @throws ConfigException if anything is wrong */
    void refuse() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream()
                    .sorted(Comparator.comparing(Problem::place))
                    .toList());
        }
    }
}
