// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Problem;
import java.util.List;

/** The file cannot be used. The message is one line that names the file, the place in it, and what would be right. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(String message) {
        super(message);
        this.problems = List.of();
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    /** @param problems at least one, the first of the file first */
    public ConfigException(List<Problem> problems) {
        super(first(problems));
        this.problems = List.copyOf(problems);
    }

    private static String first(List<Problem> problems) {
        int more = problems.size() - 1;
        String all = more == 0 ? "" : " (and " + more + " more; \"affinity check\" names them all)";
        return problems.get(0) + all;
    }

    /** {@return all that is wrong with the file, as far as it could be read; empty if something else is wrong} */
    public List<Problem> problems() {
        return problems;
    }
}
