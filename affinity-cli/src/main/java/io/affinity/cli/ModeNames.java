// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.core.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the modes of a loop are called on the command line. */
final class ModeNames extends ArrayList<String> {

    private static final long serialVersionUID = 1;

    ModeNames() {
        super(Stream.of(Mode.values()).map(ModeNames::word).toList());
    }

    static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** @throws WrongInputException if none has this name */
    static Mode mode(String name) {
        for (Mode known : Mode.values()) {
            if (word(known).equals(name)) {
                return known;
            }
        }
        List<String> names = new ModeNames();
        throw new WrongInputException("The mode (" + Quoted.shortened(name)
                + ") must be observe, recommend or automatic" + Suggestion.end(names, name));
    }
}
