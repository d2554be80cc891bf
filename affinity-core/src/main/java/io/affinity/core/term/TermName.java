// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import java.util.regex.Pattern;

/** What terms may be called, so that users can choose them and no amount of the objective is mistaken for theirs. */
final class TermName {

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private TermName() {}

    /** @throws IllegalArgumentException if it is not legal */
    static void require(String name) {
        if (!LEGAL.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a term (" + name
                    + ") must be of lower case letters and digits, with single hyphens between them.");
        }
    }
}
