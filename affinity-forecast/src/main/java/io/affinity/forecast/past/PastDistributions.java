// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;

/** One past that answers by both rules: that of {@link LongRun} and that of {@link Regimes}. Belongs to one thread at a time. */
public final class PastDistributions {

    private final RecentValues values;
    private final int day;

    private PastDistributions(RecentValues values, int day) {
        this.values = values;
        this.day = day;
    }

    /** {@return that of a history with one value at least} */
    public static PastDistributions of(ForecastRequest request) {
        return new PastDistributions(
                RecentValues.of(request.history(), request.history().length()), PastModel.day(request));
    }

    /** {@return what was put into bytes} */
    public static PastDistributions read(StateReader in) {
        int day = in.takeInt("the length of a day", 1, PastModel.LONGEST_DAY);
        return new PastDistributions(RecentValues.read(in), day);
    }

    /** Puts it into bytes. */
    public void write(StateWriter out) {
        out.putInt(day);
        values.write(out);
    }

    /** Takes the next value, finite, or NaN if it is missing. */
    public void observe(double value) {
        values.observe(value);
    }

    /**
     * Writes what the long run says, within no bounds.
     *
     * @param means one for each step
     * @param quantiles level {@code l} of step {@code i} at index {@code i * levels + l}
     */
    public void longRun(QuantileLevels levels, double[] means, double[] quantiles) {
        LongRunRule.INSTANCE.forecast(values, day, levels, means, quantiles);
    }

    /** Writes what followed moments like this one, in the same form. */
    public void regimes(QuantileLevels levels, double[] means, double[] quantiles) {
        RegimesRule.INSTANCE.forecast(values, day, levels, means, quantiles);
    }
}
