// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.command;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Figures as JSON, which has no word for one that is not finite: it is null there. */
public final class JsonNumber {

    private JsonNumber() {}

    /** Writes one element of an array. */
    public static void write(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** Writes one field of an object. */
    public static void field(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        write(json, value);
    }

    /** Writes a file that is one object of figures; whole ones stay whole. */
    public static void writeFile(Path file, Map<String, ? extends Number> figures) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (var figure : figures.entrySet()) {
                json.writeFieldName(figure.getKey());
                if (figure.getValue() instanceof Double number) {
                    write(json, number);
                } else {
                    json.writeNumber(figure.getValue().longValue());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
