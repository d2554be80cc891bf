// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody meant who mistyped a name. */
public final class Suggestion {

    private static final int LONGEST = 100;

    private Suggestion() {}

    /** {@return the known name that is the nearest, the first of several; null if none is near} */
    public static @Nullable String among(Collection<String> known, String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        String wanted = folded(name);
        String best = null;
        // Of two names of one letter, everything would be near to everything.
        int fewest = Math.min(wanted.length(), Math.max(1, wanted.length() / 3) + 1);
        for (String one : known) {
            int edits = one.length() > LONGEST ? LONGEST : edits(wanted, folded(one), fewest);
            if (edits < fewest) {
                fewest = edits;
                best = one;
            }
        }
        return best;
    }

    /** {@return {@code "; did you mean NAME?"}, or a full stop if nothing known is near} */
    public static String end(Collection<String> known, String name) {
        String meant = among(known, name);
        return meant == null ? "." : "; did you mean " + meant + "?";
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Letters that are missing at the end are no mistake, but laziness. */
    private static int edits(String wrong, String right, int enough) {
        if (wrong.length() >= 3 && right.length() > wrong.length() && right.startsWith(wrong)) {
            return 1;
        }
        return Math.abs(wrong.length() - right.length()) >= enough ? enough : distance(wrong, right);
    }

    /** Optimal string alignment (Damerau 1964): letters that are added, missing, changed, or swapped with their neighbor. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
