// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** What is answered, a text in UTF-8. */
record Response(int status, String type, String body, Map<String, String> headers) {

    private static final String JSON = "application/json; charset=utf-8";

    /** Writes what a JSON object holds. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static Response text(String type, String body) {
        return new Response(200, type, body, Map.of());
    }

    /** {@return an object with these fields} */
    static Response json(int status, Fields fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json(status, out.append('\n').toString());
    }

    static Response json(int status, String object) {
        return new Response(status, JSON, object, Map.of());
    }

    /** {@return a refusal, in a sentence} */
    static Response refused(int status, String why) {
        return json(status, json -> json.writeStringField("error", why));
    }

    Response with(String header, String value) {
        return new Response(status, type, body, Map.of(header, value));
    }
}
