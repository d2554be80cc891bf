// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.report.DataPage;
import io.affinity.core.backtest.BacktestData;
import io.affinity.spi.forecast.Forecast;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Forecasts as a page: the fan of any of the VMs. */
public final class NextPage {

    private static final int DIGITS = 4;

    /** Of each VM; a page of a week in steps of five minutes. */
    private static final int MOST_STEPS = 2016;

    private NextPage() {}

    /**
     * Writes the page; does not close the writer.
     *
     * @param version of the program
     */
    public static void write(NextDemand demand, String version, Writer out) throws IOException {
        BacktestData data = demand.past().data();
        String summary = demand.forecaster() + " says what comes after " + data.timeOf(data.steps() - 1) + ".";
        DataPage.write(
                "Forecast. " + demand.past().title(), List.of(summary), page -> write(demand, version, page), out);
    }

    private static void write(NextDemand demand, String version, DataPage page) throws IOException {
        BacktestData data = demand.past().data();
        JsonGenerator json = page.json();
        json.writeStringField("provenance", "affinity " + version);
        json.writeStringField("resource", data.resource().name());
        json.writeStringField("unit", data.resource().unit());
        for (String none : new String[] {"leads", "levels", "references", "rows", "worst", "setup"}) {
            page.texts(none, List.of());
        }
        page.texts("notes", demand.past().notes());
        List<NextDemand.NextOfVm> shown = demand.vms().stream()
                .filter(vm -> vm.outlook().forecast() != null)
                .toList();
        int[] leads =
                IntStream.rangeClosed(1, Math.min(demand.horizon(), MOST_STEPS)).toArray();
        json.writeObjectFieldStart("fans");
        page.texts("forecasters", List.of(demand.forecaster()));
        page.texts("vms", shown.stream().map(next -> demand.label(next.vm())).toList());
        json.writeNumberField("vmsTotal", demand.vms().size());
        json.writeNumberField("originsTotal", 1);
        long origin = data.timeOf(data.steps() - 1).getEpochSecond();
        FanData.writeGrid(List.of(origin), data.step(), leads, demand.horizon(), page);
        writeSeries(demand, shown, leads, page);
        writeBands(shown, leads, page);
        json.writeEndObject();
    }

    private static void writeSeries(NextDemand demand, List<NextDemand.NextOfVm> shown, int[] leads, DataPage page)
            throws IOException {
        BacktestData data = demand.past().data();
        page.json().writeArrayFieldStart("series");
        for (NextDemand.NextOfVm next : shown) {
            page.json().writeStartArray();
            FanData.writeSeries(data, next.vm(), data.steps(), leads, demand.horizon(), page);
            page.json().writeEndArray();
        }
        page.json().writeEndArray();
    }

    private static void writeBands(List<NextDemand.NextOfVm> shown, int[] leads, DataPage page) throws IOException {
        JsonGenerator json = page.json();
        json.writeArrayFieldStart("bands");
        json.writeStartArray();
        for (NextDemand.NextOfVm next : shown) {
            json.writeStartArray();
            page.numbers(bands(next.outlook().forecast(), leads), DIGITS);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndArray();
    }

    private static double[] bands(@Nullable Forecast forecast, int[] leads) {
        double[] values = new double[forecast == null ? 0 : 5 * leads.length];
        for (int i = 0; forecast != null && i < leads.length; i++) {
            int step = leads[i] - 1;
            double[] outer = NextText.interval95(forecast, step);
            double[] inner = NextText.interval80(forecast, step);
            double[] five = {outer[0], inner[0], NextText.median(forecast, step), inner[1], outer[1]};
            System.arraycopy(five, 0, values, 5 * i, five.length);
        }
        return values;
    }
}
