// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.Series;
import io.affinity.sources.prometheus.settings.Measure;
import org.jspecify.annotations.Nullable;

/** What the newest raw samples of a series say. Immutable. */
final class SampleReader {

    private static final double MILLIS_PER_SECOND = 1000;

    private final Measure measure;
    private final long oldest;
    private final Owners owners;

    /** @param oldest earlier than which a newest sample says nothing, in milliseconds since 1970 */
    SampleReader(Measure measure, long oldest, Owners owners) {
        this.measure = measure;
        this.oldest = oldest;
        this.owners = owners;
    }

    /** {@return the value or rate, or null if all samples are too old} */
    @Nullable
    Sample read(Series series) {
        int last = series.length() - 1;
        if (last < 0 || series.time(last) < oldest) {
            return null;
        }
        int first = last;
        while (isPossible(series, first) && first > 0 && isPossible(series, first - 1) && continues(series, first)) {
            first--;
        }
        if (!isPossible(series, last)) {
            return new Sample(Double.NaN, series.time(last), series.time(last));
        }
        double value = measure instanceof Measure.Counter ? rate(series, first, last) : series.value(last);
        return new Sample(value, series.time(first), series.time(last));
    }

    private boolean continues(Series series, int i) {
        return measure instanceof Measure.Gauge || series.value(i - 1) <= series.value(i);
    }

    private boolean isPossible(Series series, int i) {
        double value = series.value(i);
        if (value < 0 || Double.isInfinite(value)) {
            owners.tellImpossible(value, series.labels());
        }
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }

    /** Since the counter last began anew; one sample alone gives no rate. */
    private static double rate(Series series, int first, int last) {
        long elapsed = series.time(last) - series.time(first);
        return elapsed < Readings.SHORTEST_INTERVAL
                ? Double.NaN
                : (series.value(last) - series.value(first)) / (elapsed / MILLIS_PER_SECOND);
    }
}
