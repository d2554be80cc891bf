// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The forecast fans, cut to whole origins that fit the room of a fan; the cuts are in the data for the page to state. */
final class ForecastJson {
    static final int MOST_FANS = 6;
    static final int MOST_STEPS = 2500;
    static final int MOST_OBSERVATIONS = 2500;
    private static final int DIGITS = 4;

    private ForecastJson() {}

    static void write(List<ForecastFan> fans, JsonGenerator json) throws IOException {
        json.writeNumberField("fansTotal", fans.size());
        json.writeArrayFieldStart("fans");
        for (ForecastFan fan : fans.subList(0, Math.min(MOST_FANS, fans.size()))) {
            json.writeStartObject();
            json.writeStringField("subject", fan.subject());
            json.writeStringField("resource", fan.resource());
            json.writeStringField("unit", fan.unit());
            json.writeNumberField("actualTotal", fan.actual().size());
            writeActual(fan.actual(), json);
            json.writeNumberField("originsTotal", fan.origins().size());
            writeOrigins(firstThatFit(fan.origins()), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeActual(List<ForecastFan.Observation> actual, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("actual");
        for (ForecastFan.Observation observation : actual.subList(0, Math.min(MOST_OBSERVATIONS, actual.size()))) {
            json.writeStartArray();
            json.writeNumber(observation.time().getEpochSecond());
            ReportJson.writeNumber(observation.value(), DIGITS, json);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static List<ForecastFan.OriginFan> firstThatFit(List<ForecastFan.OriginFan> origins) {
        List<ForecastFan.OriginFan> fitting = new ArrayList<>();
        int steps = 0;
        for (ForecastFan.OriginFan origin : origins) {
            steps += origin.steps().size();
            if (steps > MOST_STEPS && !fitting.isEmpty()) {
                break;
            }
            fitting.add(origin);
        }
        return fitting;
    }

    private static void writeOrigins(List<ForecastFan.OriginFan> origins, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("origins");
        for (ForecastFan.OriginFan origin : origins) {
            json.writeStartObject();
            json.writeNumberField("origin", origin.origin().getEpochSecond());
            json.writeArrayFieldStart("steps");
            for (ForecastFan.Step step : origin.steps()) {
                json.writeStartArray();
                json.writeNumber(step.time().getEpochSecond() - origin.origin().getEpochSecond());
                for (double value :
                        new double[] {step.mean(), step.lower80(), step.upper80(), step.lower95(), step.upper95()}) {
                    ReportJson.writeNumber(value, DIGITS, json);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
