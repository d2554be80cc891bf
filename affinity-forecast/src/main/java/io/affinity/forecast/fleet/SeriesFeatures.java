// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.util.List;

/**
 * What a series is described by, whatever the lead: where it is, how it has been over the last hour, day and week, in which state since
 * when, and of which kind it is. Values are ranks of its own past ({@link RankScale}). Belongs to one thread.
 */
final class SeriesFeatures {

    static final List<String> NAMES = List.of(
            "last value",
            "mean of three values",
            "mean of the last hour",
            "least of the last hour",
            "most of the last hour",
            "mean of six hours",
            "mean of the last day",
            "mean of the last week",
            "share high in the last hour",
            "share high in the last day",
            "share high in the last week",
            "hours in this state",
            "hours in the state before",
            "changes of state",
            "mean hours of high states",
            "mean hours of low states",
            "share of states that lasted longer",
            "mean in the range",
            "median in the range",
            "deviation by mean",
            "level",
            "noise of the last hour",
            "noise of the last day",
            "likeness of days",
            "likeness of weeks",
            "age",
            "share missing",
            "share zero",
            "last value in the range",
            "quartile in the range",
            "last hour in the range",
            "slope of the last day");

    /** Where the logarithm of the mean is. */
    static final int LEVEL = 20;

    private final SeriesTrack track;
    private final RankScale scale;
    private final double[] sample;
    private final Run run;
    private final double border;
    private final float[] values = new float[NAMES.size()];

    private SeriesFeatures(SeriesTrack track, RankScale scale, double[] sample) {
        this.track = track;
        this.scale = scale;
        this.sample = sample;
        border = (quantile(0.02) + quantile(0.98)) / 2;
        run = Run.of(track, border);
    }

    /** @param sample of the past, in increasing order, at least one value */
    static SeriesFeatures of(SeriesTrack track, RankScale scale, double[] sample) {
        SeriesFeatures features = new SeriesFeatures(track, scale, sample);
        features.takePlace();
        features.takeState();
        features.takeKind();
        return features;
    }

    /** {@return by name} */
    float[] values() {
        return values;
    }

    double border() {
        return border;
    }

    Run run() {
        return run;
    }

    RankScale scale() {
        return scale;
    }

    SeriesTrack track() {
        return track;
    }

    private double quantile(double level) {
        return sample[(int) Math.min(sample.length - 1, Math.floor(level * sample.length))];
    }

    private void set(int index, double value) {
        values[index] = (float) value;
    }

    private double inRange(double value) {
        return (value - sample[0]) / scale.span();
    }

    private void takePlace() {
        int hour = Math.min(SeriesTrack.FINE, Math.max(4, track.calendar().slice()));
        set(0, scale.rank(latest(hour)));
        set(1, scale.rank(fineMean(0, 3)));
        set(2, scale.rank(fineMean(0, hour)));
        double least = Double.NaN;
        double most = Double.NaN;
        for (int i = 0; i < hour; i++) {
            double value = track.fine(i);
            least = least <= value ? least : Double.isNaN(value) ? least : value;
            most = most >= value ? most : Double.isNaN(value) ? most : value;
        }
        set(3, scale.rank(least));
        set(4, scale.rank(most));
        int day = track.calendar().slicesADay();
        set(5, scale.rank(sliceMean(0, Math.max(1, day / 4))));
        set(6, scale.rank(sliceMean(0, day)));
        set(7, scale.rank(sliceMean(0, track.calendar().slicesAWeek())));
        set(28, inRange(latest(hour)));
        set(30, inRange(fineMean(0, hour)));
        set(31, inRange(sliceMean(0, Math.max(1, day / 2))) - inRange(sliceMean(Math.max(1, day / 2), day)));
    }

    private double latest(int within) {
        for (int i = 0; i < within; i++) {
            if (!Float.isNaN(track.fine(i))) {
                return track.fine(i);
            }
        }
        return Double.NaN;
    }

    private void takeState() {
        int hour = Math.min(SeriesTrack.FINE, Math.max(4, track.calendar().slice()));
        int high = 0;
        int known = 0;
        double noise = 0;
        int pairs = 0;
        for (int i = 0; i < hour; i++) {
            double value = track.fine(i);
            known += Double.isNaN(value) ? 0 : 1;
            high += value > border ? 1 : 0;
            double change = Math.abs(value - track.fine(i + 1));
            noise += Double.isNaN(change) ? 0 : change;
            pairs += Double.isNaN(change) ? 0 : 1;
        }
        set(8, high / (double) known);
        set(9, shareHigh(track.calendar().slicesADay()));
        set(10, shareHigh(track.calendar().slicesAWeek()));
        double hours = 24.0 / track.calendar().slicesADay();
        set(11, (run.isHigh() ? 1 : -1) * Math.log1p(hours * run.age()));
        set(12, Math.log1p(hours * run.previous()));
        set(13, run.changes() / Math.max(1.0, track.sliceSize()));
        set(14, Math.log1p(hours * run.meanHigh()));
        set(15, Math.log1p(hours * run.meanLow()));
        set(16, run.outlasted());
        set(21, noise / pairs / scale.span());
        set(26, 1 - known / (double) hour);
    }

    private void takeKind() {
        double sum = 0;
        double squares = 0;
        int zero = 0;
        for (double value : sample) {
            sum += value;
            squares += value * value;
            zero += value == 0 ? 1 : 0;
        }
        double mean = sum / sample.length;
        double variance = Math.max(0, squares / sample.length - mean * mean);
        set(17, inRange(mean));
        set(18, inRange(quantile(0.5)));
        set(29, inRange(quantile(0.25)));
        set(19, mean > 0 ? Math.sqrt(variance) / mean : 0);
        set(LEVEL, Math.log(Math.max(1e-30, mean)));
        set(22, difference(1, track.calendar().slicesADay()));
        set(23, difference(track.calendar().slicesADay(), track.calendar().slicesAWeek()));
        set(24, difference(track.calendar().slicesAWeek(), track.calendar().slicesAWeek()));
        set(25, Math.log1p(track.present()));
        set(27, zero / (double) sample.length);
    }

    /** By how much slices differ from those so far before them, in units of the range. */
    private double difference(int lag, int slices) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < Math.min(slices, track.sliceSize()); i++) {
            double change = Math.abs(track.slice(i) - track.slice(i + lag));
            sum += Double.isNaN(change) ? 0 : change;
            pairs += Double.isNaN(change) ? 0 : 1;
        }
        return sum / pairs / scale.span();
    }

    private double shareHigh(int slices) {
        int high = 0;
        int known = 0;
        for (int i = 0; i < Math.min(slices, track.sliceSize()); i++) {
            high += track.slice(i) > border ? 1 : 0;
            known += Float.isNaN(track.slice(i)) ? 0 : 1;
        }
        return high / (double) known;
    }

    private double fineMean(int from, int to) {
        double sum = 0;
        int known = 0;
        for (int i = from; i < to; i++) {
            double value = track.fine(i);
            sum += Double.isNaN(value) ? 0 : value;
            known += Double.isNaN(value) ? 0 : 1;
        }
        return sum / known;
    }

    private double sliceMean(int from, int to) {
        double sum = 0;
        int known = 0;
        for (int i = from; i < Math.min(to, track.sliceSize()); i++) {
            double value = track.slice(i);
            sum += Double.isNaN(value) ? 0 : value;
            known += Double.isNaN(value) ? 0 : 1;
        }
        return sum / known;
    }
}
