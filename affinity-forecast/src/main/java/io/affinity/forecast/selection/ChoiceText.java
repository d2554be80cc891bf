// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import java.util.Locale;

/** A choice in one line for a person. */
final class ChoiceText {

    private ChoiceText() {}

    static String of(Choice choice) {
        return switch (choice.reason()) {
            case TOO_SHORT -> "too short a history to choose";
            case UNTESTED -> "no candidate could be backtested";
            case STILL -> "the series hardly ever changes";
            case SIMPLER -> "the simplest of the best by " + losses(choice);
            case COMBINED -> "none clearly the best by " + losses(choice);
            case BEST -> "the best by " + losses(choice);
        };
    }

    private static String losses(Choice choice) {
        StringBuilder text = new StringBuilder("pinball loss in a backtest from ")
                .append(choice.origins())
                .append(" origins, ")
                .append(choice.steps())
                .append(" steps: ");
        String separator = "";
        for (Choice.Option option : choice.options()) {
            if (option.outcome() == Choice.Outcome.TESTED) {
                text.append(separator)
                        .append(option.label())
                        .append(String.format(Locale.ROOT, " %.4g", option.nearLoss()));
                separator = ", ";
            }
        }
        return text.toString();
    }
}
