// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.ModelCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All candidates after the same backtest. */
final class TestedCandidates {

    /** What the first hour counts for, against the hours after it: migrations are about what comes soon. */
    private static final double NEAR_SHARE = 0.7;

    private final ForecastRequest request;
    private final Backtest backtest;
    private final List<Tested> tested = new ArrayList<>();
    private double leastNear = Double.POSITIVE_INFINITY;
    private double leastFar = Double.POSITIVE_INFINITY;
    private long effort;

    private TestedCandidates(ForecastRequest request, Backtest backtest) {
        this.request = request;
        this.backtest = backtest;
    }

    /** {@return the candidates, each of which learns and is tested as long as the budget allows it} */
    static TestedCandidates of(ForecastRequest request, Backtest backtest, List<Candidate> candidates, long budget) {
        TestedCandidates all = new TestedCandidates(request, backtest);
        for (Candidate candidate : candidates) {
            // What is chosen is fitted once more.
            boolean affordable = all.effort + 2 * candidate.effort(request) <= budget || all.tested.isEmpty();
            all.tested.add(
                    affordable
                            ? all.test(candidate)
                            : new Tested(candidate, Choice.Outcome.OVER_BUDGET, BacktestScore.NONE, null, null));
        }
        return all;
    }

    private Tested test(Candidate candidate) {
        effort += candidate.effort(backtest.past());
        if (!(candidate.fit(backtest.past()) instanceof FitResult.Fitted fitted)) {
            return new Tested(candidate, Choice.Outcome.NOT_LEARNED, BacktestScore.NONE, null, null);
        }
        Supplier<FittedModel> learned = copy(candidate, fitted.model());
        BacktestScore score = backtest.score(fitted.model());
        if (!score.known()) {
            return new Tested(candidate, Choice.Outcome.NOT_LEARNED, BacktestScore.NONE, null, null);
        }
        leastNear = Math.min(leastNear, score.near());
        leastFar = Math.min(leastFar, score.far());
        return new Tested(candidate, Choice.Outcome.TESTED, score, fitted.model(), learned);
    }

    private @Nullable Supplier<FittedModel> copy(Candidate candidate, FittedModel model) {
        if (!(candidate.forecaster() instanceof ModelCodec codec)) {
            return null;
        }
        byte[] bytes = codec.encode(model);
        return () -> codec.decode(bytes, request.covariates());
    }

    ForecastRequest request() {
        return request;
    }

    Backtest backtest() {
        return backtest;
    }

    List<Tested> tested() {
        return tested;
    }

    /** Counts another fit. */
    void spend(Candidate candidate, ForecastRequest learned) {
        effort += candidate.effort(learned);
    }

    /** {@return a loss in units of the least ones of candidates; positive infinity if there is none} */
    double relative(BacktestScore score) {
        if (!score.known()) {
            return Double.POSITIVE_INFINITY;
        }
        return NEAR_SHARE * relative(score.near(), leastNear) + (1 - NEAR_SHARE) * relative(score.far(), leastFar);
    }

    private static double relative(double loss, double least) {
        if (least > 0) {
            return loss / least;
        }
        return loss > 0 ? Double.MAX_VALUE : 1;
    }

    /** {@return the record of a choice by which the candidate {@code i} counts by its weights} */
    Choice choice(Choice.Reason reason, double[] near, double[] far) {
        List<Choice.Option> options = new ArrayList<>();
        for (int i = 0; i < tested.size(); i++) {
            options.add(tested.get(i).option().withWeights(near[i], far[i]));
        }
        return new Choice(reason, options, backtest.origins(), backtest.steps(), backtest.farSteps(), effort);
    }
}
