// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.core.backtest.BacktestData;
import io.affinity.spi.forecast.Forecast;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A forecast as a table: a row for each step. */
final class NextText {

    /** Of the levels of a backtest, those that are shown: 2.5, 10, 50, 90 and 97.5 %. */
    private static final int LOW95 = 0;

    private static final int LOW80 = 2;
    private static final int MEDIAN = 6;
    private static final int HIGH80 = 10;
    private static final int HIGH95 = 12;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NextText() {}

    static String time(Instant time) {
        String text = TIME.format(time);
        return text.endsWith(":00") ? text.substring(0, text.length() - 3) : text;
    }

    static List<String> table(NextDemand demand, NextDemand.NextOfVm next) {
        Forecast forecast = Objects.requireNonNull(next.outlook().forecast());
        BacktestData data = demand.past().data();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("time (UTC)", "ahead", "median", "80 %: from", "to", "95 %: from", "to"));
        for (int step = 0; step < forecast.steps(); step++) {
            List<String> row = new ArrayList<>();
            row.add(time(data.timeOf(data.steps() + step)));
            row.add(Leads.text(step + 1, data.step()));
            for (int level : new int[] {MEDIAN, LOW80, HIGH80, LOW95, HIGH95}) {
                row.add(FigureText.quantity(forecast.quantile(level, step)));
            }
            rows.add(row);
        }
        return FigureText.aligned(rows);
    }

    static double median(Forecast forecast, int step) {
        return forecast.quantile(MEDIAN, step);
    }

    /** {@return the ends of the interval of 80 %} */
    static double[] interval80(Forecast forecast, int step) {
        return new double[] {forecast.quantile(LOW80, step), forecast.quantile(HIGH80, step)};
    }

    /** {@return the ends of the interval of 95 %} */
    static double[] interval95(Forecast forecast, int step) {
        return new double[] {forecast.quantile(LOW95, step), forecast.quantile(HIGH95, step)};
    }
}
