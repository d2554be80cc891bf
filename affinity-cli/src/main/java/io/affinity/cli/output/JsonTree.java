// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, texts, {@link Long}, {@link Double}, {@link Boolean} and null. For what this program wrote itself: what is
 * large or deep is not refused.
 */
public final class JsonTree {

    private JsonTree() {}

    /**
     * {@return what a text of JSON says}
     *
     * @throws IOException if it is no JSON
     */
    public static @Nullable Object of(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return value(json);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("it has " + token + " where a value must be");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            object.put(name, value(json));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(json));
        }
        return array;
    }

    /** Writes such a tree. */
    public static void write(@Nullable Object tree, JsonGenerator json) throws IOException {
        if (tree instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : object.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(field.getValue(), json);
            }
            json.writeEndObject();
        } else if (tree instanceof List<?> array) {
            json.writeStartArray();
            for (Object one : array) {
                write(one, json);
            }
            json.writeEndArray();
        } else if (tree instanceof Double number) {
            json.writeNumber(number);
        } else if (tree instanceof Long number) {
            json.writeNumber(number);
        } else if (tree instanceof Boolean is) {
            json.writeBoolean(is);
        } else if (tree == null) {
            json.writeNull();
        } else {
            json.writeString(tree.toString());
        }
    }
}
