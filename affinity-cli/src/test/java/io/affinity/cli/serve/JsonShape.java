// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fields a JSON text has, and of which kind: what may change only on purpose. */
final class JsonShape {

    private final Map<String, String> kinds = new TreeMap<>();

    /** {@return a line for each path, such as {@code migrations[].vm: text}; where a number may be missing it is {@code number?}} */
    static List<String> of(String json) throws IOException {
        JsonShape shape = new JsonShape();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            shape.value("", parser);
        }
        return shape.kinds.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private void value(String path, JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                value(path.isEmpty() ? field : path + "." + field, json);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                value(path + "[]", json);
            }
        } else {
            kinds.merge(path, kind(token), JsonShape::both);
        }
    }

    private static String kind(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return "null";
        } else if (token.isNumeric()) {
            return "number";
        }
        return token.isBoolean() ? "boolean" : "text";
    }

    private static String both(String one, String other) {
        String bare = one.replace("?", "");
        if (bare.equals(other) || other.equals("null") && one.endsWith("?")) {
            return one;
        } else if (other.equals("null")) {
            return bare + "?";
        }
        return bare.equals("null") ? other + "?" : one + " or " + other;
    }
}
