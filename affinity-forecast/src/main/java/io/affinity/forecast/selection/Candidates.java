// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.baseline.Persistence;
import io.affinity.forecast.baseline.SeasonalNaive;
import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.forecast.smoothing.Effort;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is chosen from, from the simplest to the least simple. */
sealed interface Candidates {

    Forecaster REFERENCE = new Persistence();

    /** {@return the candidates, which in the backtest learn from the first {@code learned} values} */
    List<Candidate> of(ForecastRequest request, int learned);

    /** {@return whether distributions of the past count beside what is chosen} */
    boolean knowPast();

    /** {@return the forecaster of the candidates with this label; null if there is none} */
    @Nullable
    Forecaster labelled(String label);

    /** The forecasters given, each of which knows all seasons. */
    record Given(List<Forecaster> forecasters) implements Candidates {

        private static final int LOOKS = 50;

        @Override
        public boolean knowPast() {
            return false;
        }

        @Override
        public List<Candidate> of(ForecastRequest request, int learned) {
            List<Candidate> candidates = new ArrayList<>();
            candidates.add(new Candidate(REFERENCE.name(), REFERENCE, request.seasonalPeriods(), 1));
            for (Forecaster forecaster : forecasters) {
                candidates.add(new Candidate(forecaster.name(), forecaster, request.seasonalPeriods(), LOOKS));
            }
            return candidates;
        }

        @Override
        public @Nullable Forecaster labelled(String label) {
            if (label.equals(REFERENCE.name())) {
                return REFERENCE;
            }
            for (Forecaster forecaster : forecasters) {
                if (forecaster.name().equals(label)) {
                    return forecaster;
                }
            }
            return null;
        }
    }

    /** The persistence forecast, the seasonal naive one, exponential smoothing of several kinds, and for short seasons ARIMA. */
    record Default() implements Candidates {

        /** Beyond these, the exact likelihood costs more than a fleet can pay. */
        private static final int LONGEST_ARIMA_PERIOD = 48;

        private static final int MOST_ARIMA_VALUES = 2048;

        /** A backtest learns from so many values where the history is long: the most of a week, with two weeks before. */
        private static final int LONG = 2016;

        private static final String SEASONAL_NAIVE = "seasonal naive";

        private static final Forecaster ARIMA = new Arima();
        private static final Forecaster NAIVE = new SeasonalNaive();
        private static final HoltWinters SMOOTHING = HoltWinters.simple().withEffort(Effort.QUICK);
        private static final Forecaster DAMPED = SMOOTHING.withTrend(Trend.DAMPED);
        private static final HoltWinters SEASON = SMOOTHING.withSeason(SeasonChoice.ADDITIVE);
        private static final Forecaster SEVERAL = new MultiSeasonal();
        private static final Forecaster DAMPED_SEASON = SEASON.withTrend(Trend.DAMPED);

        @Override
        public boolean knowPast() {
            return true;
        }

        @Override
        public List<Candidate> of(ForecastRequest request, int learned) {
            List<Integer> covered = request.seasonalPeriods().stream()
                    .filter(period -> period < learned)
                    .toList();
            List<Candidate> candidates = new ArrayList<>();
            candidates.add(new Candidate(REFERENCE.name(), REFERENCE, List.of(), 1));
            if (learned < LONG) {
                addOfShortHistory(candidates, request, covered);
            } else {
                addOfLongHistory(candidates, covered);
            }
            List<Integer> shortPeriods = covered.stream()
                    .filter(period -> period <= LONGEST_ARIMA_PERIOD)
                    .toList();
            if (!shortPeriods.isEmpty() && learned <= MOST_ARIMA_VALUES) {
                candidates.add(new Candidate("arima", ARIMA, shortPeriods, 500));
            }
            return candidates;
        }

        private static void addOfShortHistory(
                List<Candidate> candidates, ForecastRequest request, List<Integer> covered) {
            if (covered.isEmpty()) {
                candidates.add(new Candidate("smoothing", SMOOTHING, List.of(), 15));
                candidates.add(new Candidate("damped trend", DAMPED, List.of(), 30));
                return;
            }
            int season = LikelySeason.among(covered, request.history());
            List<Integer> nested =
                    covered.stream().filter(period -> period <= season).toList();
            candidates.add(new Candidate(SEASONAL_NAIVE, NAIVE, List.of(season), 1));
            candidates.add(new Candidate("smoothing", SMOOTHING, List.of(), 15));
            candidates.add(new Candidate("damped trend", DAMPED, List.of(), 30));
            candidates.add(new Candidate("season", SEASON, nested, 30));
            candidates.add(new Candidate("damped trend and season", DAMPED_SEASON, nested, 40));
            candidates.add(new Candidate("several seasons", SEVERAL, covered, 60));
        }

        /** Fewer, for each costs more: what several seasons say is hardly ever said better by the others. */
        private static void addOfLongHistory(List<Candidate> candidates, List<Integer> covered) {
            for (int period : covered) {
                candidates.add(new Candidate(SEASONAL_NAIVE + ", period " + period, NAIVE, List.of(period), 1));
            }
            candidates.add(new Candidate("smoothing", SMOOTHING, List.of(), 15));
            candidates.add(
                    covered.isEmpty()
                            ? new Candidate("damped trend", DAMPED, List.of(), 30)
                            : new Candidate("several seasons", SEVERAL, covered, 60));
        }

        @Override
        public @Nullable Forecaster labelled(String label) {
            return switch (label) {
                case "persistence" -> REFERENCE;
                case "smoothing" -> SMOOTHING;
                case "damped trend" -> DAMPED;
                case "season" -> SEASON;
                case "damped trend and season" -> DAMPED_SEASON;
                case "several seasons" -> SEVERAL;
                case "arima" -> ARIMA;
                default -> label.startsWith(SEASONAL_NAIVE) ? NAIVE : null;
            };
        }
    }
}
