// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.report.DataPage;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestData;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The forecasts that a page draws, with what came before and after each origin. */
final class FanData {

    private static final int DIGITS = 4;
    private static final int TIME_DIGITS = 10;

    /** At so many moments before an origin is it shown what was. */
    private static final int BEFORE = 37;

    private FanData() {}

    static void write(Comparison comparison, DataPage page) throws IOException {
        FanKeeper fans = comparison.fans();
        Backtest backtest = comparison.backtest();
        JsonGenerator json = page.json();
        json.writeObjectFieldStart("fans");
        page.texts(
                "forecasters",
                fans.contenders().stream().map(comparison.contenders()::name).toList());
        page.texts("vms", fans.vms().stream().map(comparison::label).toList());
        json.writeNumberField("vmsTotal", backtest.data().vms().size());
        json.writeNumberField("originsTotal", backtest.origins());
        writeGrid(
                fans.origins().stream()
                        .map(origin -> backtest.originAt(origin).getEpochSecond())
                        .toList(),
                backtest.data().step(),
                fans.leads(),
                backtest.settings().horizon(),
                page);
        json.writeArrayFieldStart("series");
        for (int vm : fans.vms()) {
            json.writeStartArray();
            for (int origin : fans.origins()) {
                writeSeries(
                        backtest.data(),
                        vm,
                        backtest.known(origin),
                        fans.leads(),
                        backtest.settings().horizon(),
                        page);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        writeBands(fans, page);
        json.writeEndObject();
    }

    /** Writes which times there are: of origins, before and after them. */
    static void writeGrid(List<Long> origins, Duration step, int[] leads, int horizon, DataPage page)
            throws IOException {
        JsonGenerator json = page.json();
        json.writeArrayFieldStart("origins");
        for (long origin : origins) {
            json.writeNumber(origin);
        }
        json.writeEndArray();
        json.writeFieldName("step");
        page.number(step.toMillis() / 1000.0, TIME_DIGITS);
        json.writeFieldName("leads");
        json.writeArray(leads, 0, leads.length);
        int[] before = before(horizon);
        json.writeFieldName("before");
        json.writeArray(before, 0, before.length);
    }

    /** {@return how many steps back it is shown what was, the farthest first; as far as is forecast, and at least a little} */
    private static int[] before(int horizon) {
        int most = Math.max(horizon, BEFORE - 1);
        int[] before = new int[BEFORE];
        Arrays.setAll(before, i -> (int) ((long) (BEFORE - 1 - i) * most / (BEFORE - 1)));
        return before;
    }

    /** Writes what a VM demanded before an origin, and what came at the leads. */
    static void writeSeries(BacktestData data, int vm, int known, int[] leads, int horizon, DataPage page)
            throws IOException {
        int[] before = before(horizon);
        JsonGenerator json = page.json();
        json.writeStartObject();
        json.writeFieldName("before");
        page.numbers(
                Arrays.stream(before)
                        .mapToDouble(back -> value(data, vm, known - 1 - back))
                        .toArray(),
                DIGITS);
        json.writeFieldName("came");
        page.numbers(
                Arrays.stream(leads)
                        .mapToDouble(lead -> value(data, vm, known - 1 + lead))
                        .toArray(),
                DIGITS);
        json.writeEndObject();
    }

    private static double value(BacktestData data, int vm, int step) {
        return step < 0 || step >= data.steps() ? Double.NaN : data.value(vm, step);
    }

    private static void writeBands(FanKeeper fans, DataPage page) throws IOException {
        JsonGenerator json = page.json();
        json.writeArrayFieldStart("bands");
        for (int contender : fans.contenders()) {
            json.writeStartArray();
            for (int vm : fans.vms()) {
                json.writeStartArray();
                for (int origin : fans.origins()) {
                    double[] fan = fans.fan(contender, vm, origin);
                    if (fan == null) {
                        json.writeNull();
                    } else {
                        page.numbers(fan, DIGITS);
                    }
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
