package io.affinity.benchmarks.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

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
}
