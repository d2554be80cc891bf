package io.affinity.forecast.selection;

import io.affinity.forecast.baseline.Persistence;
import io.affinity.forecast.baseline.SeasonalNaive;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.forecast.smoothing.Season;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Chooses a forecaster for each series by backtest, not by faith: each candidate learns the first part of the history and
 * forecasts the last part from several origins, up to 12 steps ahead; the one with the least pinball loss is then fitted
 * to everything. A simpler candidate is preferred if it comes within 2 % of the best.
 *
 * <p>By default the candidates are, from simple to less so: persistence, seasonal naive, simple exponential smoothing, the
 * same with a damped trend, with a season, and with both. Needs one value that is not missing; with fewer than 12, or where
 * no backtest is possible, it is the persistence forecast. Immutable and thread-safe.
 */
public final class Selection implements Forecaster {

    private static final int LEAST_VALUES = 12;
    private static final double MARGIN = 0.02;

    private static final Forecaster REFERENCE = new Persistence();

    private final List<Candidate> candidates;

    /** Creates the selection among the default candidates. */
    public Selection() {
        this(List.of(
                new Candidate("persistence", REFERENCE),
                new Candidate("seasonal naive", SeasonalNaive.withDefaults()),
                new Candidate("smoothing", HoltWinters.simple()),
                new Candidate("damped trend", HoltWinters.simple().withTrend(Trend.DAMPED)),
                new Candidate("season", HoltWinters.simple().withSeason(Season.ADDITIVE)),
                new Candidate(
                        "damped trend and season",
                        HoltWinters.withDefaults().withTrend(Trend.DAMPED).withSeason(Season.ADDITIVE))));
    }

    private Selection(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /** {@return the selection among the default candidates} */
    public static Selection withDefaults() {
        return new Selection();
    }

    /**
     * {@return a copy that chooses among these and the persistence forecast, which always comes first}
     *
     * @param forecasters from the simplest to the least simple
     */
    public Selection withCandidates(List<Forecaster> forecasters) {
        List<Candidate> named = new ArrayList<>();
        named.add(new Candidate(REFERENCE.name(), REFERENCE));
        for (Forecaster forecaster : forecasters) {
            named.add(new Candidate(forecaster.name(), forecaster));
        }
        return new Selection(List.copyOf(named));
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        if (present < LEAST_VALUES) {
            return reference(request, "too short a history to choose (" + present + " values)");
        }
        Backtest backtest = Backtest.of(request);
        double[] scores = new double[candidates.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = backtest.score(candidates.get(i).forecaster());
            least = scores[i] < least ? scores[i] : least;
        }
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] <= least * (1 + MARGIN)) {
                FitResult result = candidates.get(i).forecaster().fit(request);
                if (result instanceof FitResult.Fitted fitted) {
                    return new FitResult.Fitted(new ChosenModel(fitted.model(), reason(backtest, scores)));
                }
            }
        }
        return reference(request, "no candidate could be backtested");
    }

    private static FitResult reference(ForecastRequest request, String reason) {
        FitResult result = REFERENCE.fit(request);
        return result instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(new ChosenModel(fitted.model(), reason))
                : result;
    }

    private String reason(Backtest backtest, double[] scores) {
        StringBuilder text = new StringBuilder("pinball loss in a backtest from ")
                .append(backtest.origins())
                .append(" origins, ")
                .append(backtest.steps())
                .append(" steps: ");
        String separator = "";
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                text.append(separator)
                        .append(candidates.get(i).label())
                        .append(String.format(Locale.ROOT, " %.4g", scores[i]));
                separator = ", ";
            }
        }
        return text.toString();
    }
}
