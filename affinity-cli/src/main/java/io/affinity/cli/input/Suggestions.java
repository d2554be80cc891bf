// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

import java.util.Collection;
import java.util.List;

/** The same names for many that are wrong: where most of them are, it is not by mistyping, and no time is spent on it. */
public final class Suggestions {

    private static final int MOST = 100;

    private final List<String> known;
    private int asked;

    public Suggestions(Collection<String> known) {
        this.known = List.copyOf(known);
    }

    /** {@return as {@link Suggestion#end}; a full stop after the first {@value #MOST} names} */
    public String end(String name) {
        return asked++ < MOST ? Suggestion.end(known, name) : ".";
    }
}
