// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.nio.file.Path;

/** A number of a text file, where empty and {@code NA} stand for a missing one. */
public final class NumberOrMissing {

    private NumberOrMissing() {}

    /**
     * {@return the number, or NaN if it is missing}
     *
     * @param file where it comes from, for the message
     * @param line counted from 1
     * @throws IllegalArgumentException with file, line and text if it is neither a finite number nor missing
     */
    public static double parse(String text, Path file, int line) {
        String token = text.strip();
        if (token.isEmpty() || token.equals("NA")) {
            return Double.NaN;
        }
        double number;
        try {
            number = Double.parseDouble(token);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(file, line, token), e);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(message(file, line, token));
        }
        return number;
    }

    private static String message(Path file, int line, String token) {
        return file + ", line " + line + ": \"" + token + "\" must be a number or NA.";
    }
}
