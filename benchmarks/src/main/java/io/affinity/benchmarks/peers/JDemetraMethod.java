// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.series.CpuClock;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.spi.forecast.Forecast;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdplus.toolkit.base.api.arima.SarimaOrders;
import jdplus.toolkit.base.api.data.DoubleSeq;
import jdplus.toolkit.base.core.regarima.RegArimaEstimation;
import jdplus.toolkit.base.core.regarima.RegArimaForecasts;
import jdplus.toolkit.base.core.regarima.RegArimaModel;
import jdplus.toolkit.base.core.regsarima.RegSarimaComputer;
import jdplus.toolkit.base.core.sarima.SarimaModel;
import jdplus.toolkit.base.core.sarima.estimation.SarimaMapping;
import jdplus.toolkit.base.core.stats.likelihood.ConcentratedLikelihoodWithMissing;

/** SARIMA by exact maximum likelihood with JDemetra+, by its default estimator. */
final class JDemetraMethod {

    private JDemetraMethod() {}

    static Method of(String name, PeerOrder order) {
        return new PerSeriesMethod(name, (task, clock) -> answer(task, order.at(task.period()), clock));
    }

    private static SeriesAnswer answer(Task task, ArimaOrder order, CpuClock clock) {
        double[] values = task.history().values();
        int[] missing = IntStream.range(0, values.length)
                .filter(i -> Double.isNaN(values[i]))
                .toArray();
        for (int i : missing) {
            values[i] = 0;
        }
        boolean hasMean = order.constant() == Constant.ESTIMATED;
        SarimaOrders orders = orders(order);
        RegArimaModel<SarimaModel> model = model(values, missing, hasMean, orders);
        RegArimaEstimation<SarimaModel> estimation =
                RegSarimaComputer.PROCESSOR.process(model, SarimaMapping.of(orders));
        ConcentratedLikelihoodWithMissing likelihood = estimation.getConcentratedLikelihood();
        double mean = hasMean ? likelihood.coefficient(0) : 0;
        double[] complete =
                missing.length == 0 ? values : estimation.interpolatedSeries().toArray();
        Arrays.setAll(complete, i -> complete[i] - mean);
        RegArimaForecasts.Result result = RegArimaForecasts.calcForecast(
                estimation.getModel().arima(), DoubleSeq.of(complete), task.horizon(), likelihood.sigma2());
        double[] forecasts = result.getForecasts();
        Arrays.setAll(forecasts, i -> forecasts[i] + mean);
        Forecast forecast = NormalForecast.of(forecasts, result.getForecastsStdev());
        double millis = clock.millis();
        return new SeriesAnswer(forecast, likelihood.logLikelihood(), millis, orders.toString());
    }

    // The builder of the library is declared without its type parameter.
    @SuppressWarnings("unchecked")
    private static RegArimaModel<SarimaModel> model(
            double[] values, int[] missing, boolean hasMean, SarimaOrders orders) {
        return RegArimaModel.<SarimaModel>builder()
                .y(DoubleSeq.of(values))
                .arima(SarimaModel.builder(orders).setDefault().build())
                .meanCorrection(hasMean)
                .missing(missing)
                .build();
    }

    private static SarimaOrders orders(ArimaOrder order) {
        SarimaOrders orders = new SarimaOrders(order.period());
        orders.setRegular(order.ar(), order.differences(), order.ma());
        if (order.period() > 1) {
            orders.setSeasonal(order.seasonalAr(), order.seasonalDifferences(), order.seasonalMa());
        }
        return orders;
    }
}
