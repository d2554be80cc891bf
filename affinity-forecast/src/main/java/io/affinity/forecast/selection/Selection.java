package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.Locale;

/**
 * Chooses a forecaster for each series by backtest, not by faith: each candidate learns the first part of the history and
 * forecasts the last part from several origins, up to 12 steps ahead; the one with the least pinball loss is then fitted
 * to everything. A simpler candidate is preferred if it comes within 2 % of the best.
 *
 * <p>By default the candidates are, from simple to less so: persistence, seasonal naive, simple exponential smoothing, the
 * same with a damped trend, with a season, and with both, fitted with {@link io.affinity.forecast.smoothing.Effort#QUICK};
 * and, where a season has at most 48 steps and the history at most about 2,000, {@link io.affinity.forecast.arima.Arima}.
 * The season is that of the request by which the whole history repeats itself best; a longer one must do so better by 15 %,
 * and the history must cover it one and a half times (the shortest: once before the backtest).
 * Needs one value that is not missing; with fewer than 12, or where
 * no backtest is possible, it is the persistence forecast. Immutable and thread-safe.
 */
public final class Selection implements Forecaster {

    private static final int LEAST_VALUES = 12;
    private static final double MARGIN = 0.02;

    private final Candidates candidates;

    /** Creates the selection among the default candidates. */
    public Selection() {
        this(new Candidates.Default());
    }

    private Selection(Candidates candidates) {
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
        return new Selection(new Candidates.Given(List.copyOf(forecasters)));
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
        List<Candidate> all = candidates.of(request, backtest.learned());
        double[] scores = new double[all.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = backtest.score(all.get(i));
            least = scores[i] < least ? scores[i] : least;
        }
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] <= least * (1 + MARGIN)) {
                FitResult result = all.get(i).fit(request);
                if (result instanceof FitResult.Fitted fitted) {
                    return new FitResult.Fitted(new ChosenModel(fitted.model(), reason(backtest, all, scores)));
                }
            }
        }
        return reference(request, "no candidate could be backtested");
    }

    private static FitResult reference(ForecastRequest request, String reason) {
        FitResult result = Candidates.REFERENCE.fit(request);
        return result instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(new ChosenModel(fitted.model(), reason))
                : result;
    }

    private static String reason(Backtest backtest, List<Candidate> all, double[] scores) {
        StringBuilder text = new StringBuilder("pinball loss in a backtest from ")
                .append(backtest.origins())
                .append(" origins, ")
                .append(backtest.steps())
                .append(" steps: ");
        String separator = "";
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                text.append(separator)
                        .append(all.get(i).label())
                        .append(String.format(Locale.ROOT, " %.4g", scores[i]));
                separator = ", ";
            }
        }
        return text.toString();
    }
}
