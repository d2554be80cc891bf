// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The cluster as a whole, as data of the page. */
final class PictureJson {
    private static final int DIGITS = 4;

    private PictureJson() {}

    static void write(ClusterPicture picture, JsonGenerator json) throws IOException {
        writeDemand(picture.demand(), json);
        writeStrips(picture.forecasts(), json);
        writeCalibration(picture.calibration(), json);
        writeAnswers(picture.whatIf(), json);
    }

    private static void writeDemand(List<DemandLine> lines, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("demand");
        for (DemandLine line : lines) {
            json.writeStartObject();
            json.writeStringField("resource", line.resource());
            json.writeStringField("unit", line.unit());
            number("capacity", line.capacity(), json);
            number("usable", line.usable(), json);
            writeTimes("times", line.times(), json);
            writeNumbers("values", line.demand(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeStrips(ForecastStrips strips, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("strips");
        writeTimes("times", strips.times(), json);
        json.writeArrayFieldStart("leads");
        for (Duration lead : strips.leads()) {
            json.writeNumber(lead.toSeconds());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("series");
        for (ForecastStrip strip : strips.strips()) {
            json.writeStartArray();
            json.writeString(strip.subject());
            json.writeString(strip.resource());
            json.writeString(strip.unit());
            ReportJson.writeNumber(strip.scale(), DIGITS, json);
            json.writeString(strip.bytes());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeCalibration(Calibration calibration, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("calibration");
        writeNumbers("levels", calibration.levels(), json);
        ReportJson.writeTexts("sentences", calibration.sentences(), json);
        json.writeArrayFieldStart("lines");
        for (Calibration.Line line : calibration.lines()) {
            json.writeStartObject();
            json.writeStringField("resource", line.resource());
            json.writeNumberField("values", line.values());
            writeNumbers("below", line.below(), json);
            number("within80", line.within80(), json);
            number("within95", line.within95(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeAnswers(List<WhatIfAnswer> answers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("whatIf");
        for (WhatIfAnswer answer : answers) {
            json.writeStartObject();
            json.writeStringField("question", answer.question());
            ReportJson.writeTexts("sentences", answer.sentences(), json);
            json.writeArrayFieldStart("table");
            for (WhatIfAnswer.Row row : answer.rows()) {
                json.writeStartObject();
                json.writeStringField("policy", row.policy());
                json.writeArrayFieldStart("figures");
                for (WhatIfAnswer.Cell cell : row.cells()) {
                    json.writeStartArray();
                    json.writeString(cell.label());
                    json.writeString(cell.before());
                    json.writeString(cell.after());
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTimes(String field, List<Instant> times, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (Instant time : times) {
            json.writeNumber(time.getEpochSecond());
        }
        json.writeEndArray();
    }

    private static void writeNumbers(String field, List<Double> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            ReportJson.writeNumber(value, DIGITS, json);
        }
        json.writeEndArray();
    }

    private static void number(String field, double value, JsonGenerator json) throws IOException {
        json.writeFieldName(field);
        ReportJson.writeNumber(value, DIGITS, json);
    }
}
