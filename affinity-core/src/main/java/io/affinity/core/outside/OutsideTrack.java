// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.core.dependence.OutsideValues;
import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One series, step by step: what is known of it, how far that may be believed, and what it will be. Belongs to the control loop; read by
 * several threads while it takes nothing.
 */
final class OutsideTrack implements OutsideValues {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideTrack.class);

    /** As many steps back values may still come: three hours of five-minute steps. */
    private static final int OPEN = 36;

    private final OutsideSeries series;
    private final Duration step;
    private final int window;
    private final SeriesValues values;
    private final OwnForecast own;
    private SeriesTrust trust = SeriesTrust.UNKNOWN;
    private @Nullable SeriesScale scale;
    private int absurd;
    private String broken = "";

    /** @param window how much of the past is asked for */
    OutsideTrack(OutsideSeries series, Duration step, int window, int longestLag, OwnForecast own) {
        this.series = series;
        this.step = step;
        this.window = window + longestLag;
        this.values = new SeriesValues(this.window + OPEN);
        this.own = own;
    }

    @Override
    public String name() {
        return series.name();
    }

    @Override
    public boolean concerns(VmId vm) {
        try {
            return series.concerns(vm);
        } catch (RuntimeException e) {
            LOG.debug("A series from outside does not say whom it concerns.", e);
            broken = "it broke: " + e + ".";
            return false;
        }
    }

    @Override
    public double at(long place) {
        return values.at(place);
    }

    /** Takes what is known at a step; once for each. */
    void observe(long slot, int horizon) {
        if (slot <= values.slot()) {
            return;
        }
        // What is read first of it holds for all time.
        boolean isFirst = values.newest() == Long.MIN_VALUE || slot - values.slot() >= window;
        int length = isFirst ? window : (int) Math.min(window, slot - values.slot() + OPEN);
        values.advance(slot);
        double[] read = read(slot, length);
        Plausible plausible = Plausible.of(isFirst ? known(read) : values.knownSince(slot - window));
        absurd = 0;
        for (int i = 0; i < length; i++) {
            long place = slot - length + 1 + i;
            if (!Double.isNaN(read[i]) && !values.isKnown(place, slot)) {
                if (plausible.allows(read[i])) {
                    values.put(place, read[i], isFirst ? Long.MIN_VALUE : slot);
                } else {
                    absurd++;
                }
            }
        }
        trust = SeriesTrust.of(values);
        if (scale == null) {
            scale = SeriesScale.of(values.knownSince(slot - window));
        }
        own.update(values, horizon + SeriesTrust.LONGEST_SILENCE);
    }

    private static double[] known(double[] read) {
        return Arrays.stream(read).filter(value -> !Double.isNaN(value)).toArray();
    }

    private double[] read(long slot, int length) {
        broken = "";
        try {
            double[] read = series.values(Instant.ofEpochMilli((slot - length + 1) * step.toMillis()), step, length);
            if (read.length == length) {
                return read;
            }
            broken = "it gave " + read.length + " values where " + length + " were asked for.";
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.debug("A series from outside broke.", e);
            broken = "it broke: " + e + ".";
        }
        double[] nothing = new double[length];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    int length() {
        return values.length();
    }

    SeriesTrust trust() {
        return trust;
    }

    @Nullable
    SeriesScale scale() {
        return scale;
    }

    /** Takes what it was before a restart. */
    void restore(SeriesScale before) {
        scale = before;
    }

    /**
     * {@return the value of a place as it was known at a step, or, for a step to come, as it will be; NaN if nothing is known}
     *
     * @param asOf at or after the place
     */
    double value(long place, long asOf) {
        if (asOf <= values.slot() || place <= values.newest()) {
            return values.carried(place, Math.min(asOf, values.slot()));
        }
        double forecast = own.at(place);
        return Double.isNaN(forecast) ? values.carried(values.newest(), values.slot()) : forecast;
    }

    /** {@return what is wrong with it, in sentences; empty if all is well} */
    String problem() {
        String state = trust.problem();
        String source = broken.isEmpty() ? sourceProblem() : broken;
        String odd = absurd == 0 ? "" : absurd + " of its newest values cannot be, and are left out.";
        return Arrays.stream(new String[] {state, source, odd, own.problem()})
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .map(text -> "The series " + name() + " from outside: " + text)
                .orElse("");
    }

    private String sourceProblem() {
        try {
            return series.problem();
        } catch (RuntimeException e) {
            return "it broke: " + e + ".";
        }
    }
}
