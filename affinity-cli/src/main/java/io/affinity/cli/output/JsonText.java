// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** JSON that is equal on all machines, and can go to a terminal: ten digits, ASCII, and null where a number is missing or infinite. */
public final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    /** More digits would differ between Java releases, whose elementary functions differ in the last bit. */
    private static final MathContext DIGITS = new MathContext(10);

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private JsonText() {}

    /** {@return what writes it, a field a line; it does not close the writer} */
    public static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(INDENTER));
        return json;
    }

    /** Writes a field that is a number. */
    public static void number(String field, double value, JsonGenerator json) throws IOException {
        json.writeFieldName(field);
        write(value, json);
    }

    /** Writes a field that is an array of numbers. */
    public static void numbers(String field, List<Double> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            write(value, json);
        }
        json.writeEndArray();
    }

    /** Writes a field that is an array of texts. */
    public static void texts(String field, Iterable<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
            json.writeNumber(rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString());
        } else {
            json.writeNull();
        }
    }
}
