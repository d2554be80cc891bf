// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A value that is one of some names. */
final class Choice {

    private Choice() {}

    /** {@return the constants of an enum by their names, in lower case and with hyphens} */
    static <E extends Enum<E>> Map<String, E> names(E one) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : one.getDeclaringClass().getEnumConstants()) {
            byName.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return byName;
    }

    /** {@return what has the name that is said; if nothing has, that is noted} */
    static <T> T of(Mention said, T absent, Map<String, T> byName, Findings findings) {
        T chosen = byName.get(said.name());
        if (chosen == null) {
            findings.add(
                    said,
                    "must be " + String.join(" or ", byName.keySet()) + ", not " + Quoted.of(said.name())
                            + Suggestion.end(byName.keySet(), said.name()));
        }
        return chosen == null ? absent : chosen;
    }

    /** {@return what is wrong with a name that is none of these} */
    static String unknown(String said, Set<String> names) {
        return "must be one of " + String.join(", ", names) + ", not " + Quoted.of(said) + Suggestion.end(names, said);
    }
}
