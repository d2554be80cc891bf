// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Leads as people write them: steps, such as 12, or times, such as 1h. */
public final class Leads {

    /** The next hour and the next day. */
    private static final List<Duration> USUAL = List.of(Duration.ofHours(1), Duration.ofDays(1));

    private static final int MOST = 1 << 20;

    private Leads() {}

    /**
     * {@return how many steps these leads are, in rising order, each once}
     *
     * @param texts none for the usual ones
     * @throws IllegalArgumentException if one is neither a number of steps nor a whole number of them long
     */
    public static List<Integer> of(List<String> texts, Duration step) {
        TreeSet<Integer> leads = new TreeSet<>();
        if (texts.isEmpty()) {
            USUAL.forEach(each -> leads.add(Pace.steps(each, step)));
        }
        texts.forEach(text -> leads.add(steps("lead", text, step)));
        return List.copyOf(leads);
    }

    /**
     * {@return how many steps something is}
     *
     * @param thing what it is called in a message
     */
    public static int steps(String thing, String text, Duration step) {
        long steps;
        try {
            steps = text.matches("[0-9]+") ? Quantity.whole(text) : exactly(Quantity.duration(text), step);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused(thing, text, step, e);
        }
        if (steps < 1 || steps > MOST) {
            throw refused(thing, text, step, null);
        }
        return (int) steps;
    }

    private static long exactly(Duration time, Duration step) {
        long steps = time.dividedBy(step);
        return step.multipliedBy(steps).equals(time) ? steps : 0;
    }

    private static IllegalArgumentException refused(
            String thing, String text, Duration step, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "The " + thing + " (" + text + ") must be a number of steps from 1 to " + MOST
                        + ", or a time such as 1h that is a whole number of steps (" + Quantity.text(step) + ") long.",
                cause);
    }

    /** {@return the steps of the next hour, at least one} */
    public static int usualHorizon(Duration step) {
        return Pace.steps(USUAL.get(0), step);
    }

    /** {@return how far ahead that is, such as {@code 1h}} */
    public static String text(int lead, Duration step) {
        return Quantity.text(step.multipliedBy(lead));
    }
}
