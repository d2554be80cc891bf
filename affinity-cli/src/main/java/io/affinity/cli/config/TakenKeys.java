// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Suggestion;
import io.affinity.cli.yaml.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which keys of a mapping were asked for, and which of those that must be there were not. */
final class TakenKeys {

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    /** {@return whether this key was not asked for before} */
    boolean take(String key) {
        return known.add(key);
    }

    void miss(String key) {
        missing.add(key);
    }

    /** {@return the keys that are missing, once} */
    List<String> takeMissing() {
        List<String> keys = List.copyOf(missing);
        missing.clear();
        return keys;
    }

    /** Notes a key that nobody asked for. One that is mistyped is not missing as well. */
    void reportUnknown(Scalar key, String place, Findings findings) {
        if (known.contains(key.text())) {
            return;
        }
        String meant = Suggestion.among(known, key.text());
        missing.remove(String.valueOf(meant));
        findings.add(
                key.line(),
                place,
                "is not known; " + (meant == null ? "" : "did you mean " + meant + "? ") + "the keys here are "
                        + String.join(", ", known) + ".");
    }
}
