// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.Plugins;
import java.util.List;

/**
 * A forecaster as it is named on a command line: {@code NAME} knows all periods of the run, {@code NAME@24} that one only.
 *
 * @param name as given
 * @param periods of the seasons that it is told of, in steps
 */
public record ForecasterChoice(String name, Forecaster forecaster, List<Integer> periods) {

    private static final char AT = '@';

    public ForecasterChoice {
        periods = List.copyOf(periods);
    }

    /**
     * {@return the forecaster of that name among those on the class path}
     *
     * @param periods of the run
     * @throws io.affinity.spi.plugin.PluginException if there is none of that name
     * @throws IllegalArgumentException if the period after the {@code @} is none
     */
    public static ForecasterChoice parse(String text, List<Integer> periods) {
        Plugins<Forecaster> known = Plugins.discover(Forecaster.class, ForecasterChoice.class.getClassLoader());
        int at = text.indexOf(AT);
        if (at < 0) {
            return new ForecasterChoice(text, known.named(text), periods);
        }
        String digits = text.substring(at + 1);
        if (!digits.matches("[0-9]{1,6}") || Integer.parseInt(digits) < 2) {
            throw new IllegalArgumentException(
                    "The period of the model (" + text + ") must be a number of steps, at least 2.");
        }
        return new ForecasterChoice(text, known.named(text.substring(0, at)), List.of(Integer.parseInt(digits)));
    }
}
