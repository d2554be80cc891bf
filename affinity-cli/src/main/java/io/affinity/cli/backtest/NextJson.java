// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.Schema;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestData;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.IntStream;

/** Forecasts as JSON, for programs. Equal input and arguments give equal bytes. */
public final class NextJson {

    private NextJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(NextDemand demand, Writer out) throws IOException {
        BacktestData data = demand.past().data();
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            Schema.FORECAST.write(json);
            json.writeStringField("input", demand.past().title());
            json.writeStringField("forecaster", demand.forecaster());
            json.writeStringField("resource", data.resource().name());
            json.writeStringField("unit", data.resource().unit());
            json.writeStringField("origin", data.timeOf(data.steps() - 1).toString());
            JsonText.number("stepSeconds", data.step().toMillis() / 1000.0, json);
            JsonText.numbers("levels", levels(), json);
            JsonText.texts("notes", demand.past().notes(), json);
            json.writeArrayFieldStart("vms");
            for (NextDemand.NextOfVm next : demand.vms()) {
                write(demand, next, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static List<Double> levels() {
        QuantileLevels levels = Backtest.LEVELS;
        return IntStream.range(0, levels.size()).mapToObj(levels::get).toList();
    }

    private static void write(NextDemand demand, NextDemand.NextOfVm next, JsonGenerator json) throws IOException {
        BacktestData data = demand.past().data();
        Forecast forecast = next.outlook().forecast();
        json.writeStartObject();
        json.writeStringField("vm", data.vms().get(next.vm()).id().value());
        json.writeStringField("name", data.vms().get(next.vm()).name());
        json.writeStringField(
                forecast == null ? "problem" : "model", next.outlook().text());
        json.writeArrayFieldStart("steps");
        for (int step = 0; forecast != null && step < forecast.steps(); step++) {
            json.writeStartObject();
            json.writeStringField("time", data.timeOf(data.steps() + step).toString());
            JsonText.number("mean", forecast.mean(step), json);
            JsonText.number("median", NextText.median(forecast, step), json);
            int at = step;
            JsonText.numbers(
                    "quantiles",
                    IntStream.range(0, Backtest.LEVELS.size())
                            .mapToObj(level -> forecast.quantile(level, at))
                            .toList(),
                    json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
