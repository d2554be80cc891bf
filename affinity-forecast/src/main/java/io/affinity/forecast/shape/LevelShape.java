// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.Arrays;
import java.util.List;

/**
 * Each day is a level times a shape, and both are forecast by ridge regressions: the level from those of the last hours, against the
 * shape, and of the days before; the shape from what is usual at a place of a day, from the newest day and from the oldest that is kept, a week
 * ago where there are seven. A few numbers are learned from many values, so that little is overfitted where days are alike and their size is not
 * (the idea is that of FLAIR, arXiv 2605.07222; regressions and intervals are of our own making). A level that shifts within a day is noticed from
 * the next values on, and counts for as long as such shifts have lasted before; while it is
 * seen in the last hours only, intervals are so wide that it may stay or go.
 *
 * <p>A day is the shortest period of the request that the history has four of, or else a step, and ends with the newest value, whatever hour
 * that is. Needs four values. Ignores covariates. Immutable and thread-safe. A fit costs some dozen looks at each value.
 */
public final class LevelShape implements Forecaster, ModelCodec {

    private static final int LEAST_DAYS = 4;

    @Override
    public String name() {
        return "level-shape";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        int first = 0;
        while (first < history.length() && Double.isNaN(history.value(first))) {
            first++;
        }
        int known = history.length() - first;
        if (known < LEAST_DAYS) {
            return new FitResult.InsufficientHistory(LEAST_DAYS, known);
        }
        int period = request.seasonalPeriods().stream()
                .filter(one -> known / LEAST_DAYS >= one)
                .min(Integer::compare)
                .orElse(1);
        double[] values = Arrays.copyOfRange(history.values(), first, history.length());
        LinearInterpolation.fill(values);
        int days = Math.min(RecentDays.MOST, known / period - 2);
        ShapePoint point = ShapeLearning.of(values, period, days);
        return new FitResult.Fitted(CalibratedModel.of(request, first + days * period, point));
    }

    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        return CalibratedModel.refitted(previous, fit(request));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), ShapePoint.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), ShapePoint::read);
    }
}
