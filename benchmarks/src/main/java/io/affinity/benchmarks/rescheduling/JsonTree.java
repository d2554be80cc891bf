// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rescheduling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of JSON with what is in it. Members and elements that are not there are as if they were null. */
record JsonTree(@Nullable Object value) {

    /** @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON */
    static JsonTree read(Reader reader) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(reader)) {
            parser.nextToken();
            return new JsonTree(valueAt(parser));
        }
    }

    private static @Nullable Object valueAt(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, JsonTree> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, new JsonTree(valueAt(parser)));
            }
            return members;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<JsonTree> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(new JsonTree(valueAt(parser)));
            }
            return elements;
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /** {@return a member of an object} */
    JsonTree at(String name) {
        return value instanceof Map<?, ?> members && members.get(name) instanceof JsonTree member
                ? member
                : new JsonTree(null);
    }

    /** {@return the elements of an array} */
    List<JsonTree> elements() {
        List<JsonTree> found = new ArrayList<>();
        if (value instanceof List<?> elements) {
            elements.forEach(element -> found.add((JsonTree) element));
        }
        return found;
    }

    /** {@return a text, number or truth value as text} */
    String text() {
        return value instanceof String text ? text : "";
    }

    /** {@return a number, or one that is none} */
    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
