// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.spi.demand.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which seasons a series has: those whose harmonics in the periodogram stand out of the noise around them.
 *
 * <p>The noise may be of any color: a random walk, a trend or a level shift is no season. A series without any season is
 * said to have one at most about as often as the false alarm rate, 1 % by default, all periods considered together; the figure
 * is kept for noise, walks and heavy tails, and exceeded at most a few times by series that are zero but for a handful of
 * spikes. Missing values are interpolated. A season must have been seen twice. A season that drifts by a good part of its period,
 * or comes and goes, may not be found. Immutable, thread-safe and deterministic.
 */
public final class SeasonDetection {

    private static final double FALSE_ALARM_RATE = 0.01;
    private static final int LEAST_CYCLES = 2;
    /** Where spikes lie, the longest periods look for themselves: two or three that fit together are always there. */
    private static final int LEAST_CYCLES_OF_SPIKES = 5;

    /** A season whose size changes leaves traces at periods near its own when it is taken away; they explain little. */
    private static final double LEAST_FURTHER = 0.1;

    private static final int LEAST_VALUES = 8;
    private static final int MOST_SEASONS = 4;
    /** A season is preferred to a longer one, of which it may be the better part, unless it is weaker by more than this. */
    private static final double WEAKER = 0.5;

    private final double falseAlarmRate;

    private SeasonDetection(double falseAlarmRate) {
        this.falseAlarmRate = falseAlarmRate;
    }

    /** {@return the detection with its defaults} */
    public static SeasonDetection withDefaults() {
        return new SeasonDetection(FALSE_ALARM_RATE);
    }

    /**
     * {@return a copy that finds a season in a series without any at most this often}
     *
     * @param newFalseAlarmRate in (0, 1)
     */
    public SeasonDetection withFalseAlarmRate(double newFalseAlarmRate) {
        if (!(newFalseAlarmRate > 0 && newFalseAlarmRate < 1)) {
            throw new IllegalArgumentException(
                    "The false alarm rate (" + newFalseAlarmRate + ") must lie between 0 and 1.");
        }
        return new SeasonDetection(newFalseAlarmRate);
    }

    /**
     * {@return the seasons of these periods that the series has, by length}
     *
     * @param periods in steps; one that the history does not cover twice is not found
     * @throws IllegalArgumentException if one is less than 2
     */
    public List<DetectedSeason> among(List<Integer> periods, TimeSeries history) {
        List<Integer> candidates = periods.stream().distinct().sorted().toList();
        if (!candidates.isEmpty() && candidates.get(0) < 2) {
            throw new IllegalArgumentException(
                    "The seasonal period (" + candidates.get(0) + ") must be at least 2 steps.");
        }
        List<DetectedSeason> found = new ArrayList<>();
        double[] rest = prepared(history);
        for (int period : candidates) {
            if (covers(rest, period)) {
                FoldedSeries folded = new FoldedSeries(rest, period);
                DetectedSeason season = season(folded, period, found, candidates.size(), LEAST_CYCLES);
                if (season.falseAlarm() <= falseAlarmRate) {
                    found.add(season);
                    rest = folded.removedFrom(rest);
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * {@return the seasons of any period up to half of the history that the series has, at most {@value #MOST_SEASONS}, by
     * length} Of a season and its multiples it is the shortest that explains about as much. The period of a smooth season is known to about its
     * square by the length of the history and no better.
     */
    public List<DetectedSeason> anyOf(TimeSeries history) {
        List<DetectedSeason> found = new ArrayList<>();
        double[] rest = prepared(history);
        int longest = rest.length / LEAST_CYCLES;
        boolean more = longest >= 2;
        while (more && found.size() < MOST_SEASONS) {
            DetectedSeason next = shortestOfStrong(significant(rest, longest, found));
            more = next != null;
            if (next != null) {
                found.add(next);
                rest = new FoldedSeries(rest, next.period()).removedFrom(rest);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(DetectedSeason::period))
                .toList();
    }

    private static DetectedSeason season(
            FoldedSeries folded, int period, List<DetectedSeason> found, int tried, int leastCycles) {
        List<Integer> accepted = found.stream().map(DetectedSeason::period).toList();
        double falseAlarm = SeasonTest.falseAlarm(folded, period, accepted, leastCycles);
        return new DetectedSeason(period, folded.strength(), Math.min(1, falseAlarm * tried));
    }

    private List<DetectedSeason> significant(double[] rest, int longest, List<DetectedSeason> found) {
        List<DetectedSeason> significant = new ArrayList<>();
        for (int period : LikelyPeriods.of(rest, longest)) {
            DetectedSeason season =
                    season(new FoldedSeries(rest, period), period, found, longest, LEAST_CYCLES_OF_SPIKES);
            boolean explains = found.isEmpty() || season.strength() > LEAST_FURTHER;
            if (season.falseAlarm() <= falseAlarmRate && explains) {
                significant.add(season);
            }
        }
        return significant;
    }

    private static @Nullable DetectedSeason shortestOfStrong(List<DetectedSeason> byLength) {
        double strongest =
                byLength.stream().mapToDouble(DetectedSeason::strength).max().orElse(0);
        for (DetectedSeason season : byLength) {
            if (season.strength() >= strongest - WEAKER * Math.abs(strongest)) {
                return season;
            }
        }
        return null;
    }

    private static boolean covers(double[] values, int period) {
        return values.length / LEAST_CYCLES >= period;
    }

    /** From the first value to the last that is not missing, without gaps, about its straight line; empty if too short. */
    private static double[] prepared(TimeSeries history) {
        if (history.present() < LEAST_VALUES) {
            return new double[0];
        }
        double[] all = history.values();
        int from = 0;
        while (Double.isNaN(all[from])) {
            from++;
        }
        int to = all.length;
        while (Double.isNaN(all[to - 1])) {
            to--;
        }
        double[] values = Arrays.copyOfRange(all, from, to);
        LinearInterpolation.fill(values);
        return Detrended.of(values);
    }
}
