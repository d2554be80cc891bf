// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventScope;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The scope of an event in a feed: {@code "all"}, or an object with any of {@code vms}, {@code groups} and {@code tenants}. */
final class ScopeObject {

    private static final Set<String> FIELDS = Set.of("vms", "groups", "tenants");
    private static final String LEGAL =
            "must have a scope that is \"all\", or an object of vms, groups and tenants, each a text or a list of texts.";
    private static final int MOST = 100_000;

    private ScopeObject() {}

    static EventScope read(JsonParser json, Function<String, CalendarException> wrong) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().equals("all")) {
            return EventScope.ALL;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong.apply(LEGAL);
        }
        Map<String, Set<String>> names = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (!FIELDS.contains(field)) {
                throw wrong.apply(LEGAL);
            }
            json.nextToken();
            names.put(field, names(json, wrong));
        }
        if (names.values().stream().allMatch(Set::isEmpty)) {
            throw wrong.apply(LEGAL);
        }
        return new EventScope.Named(
                names.getOrDefault("vms", Set.of()),
                names.getOrDefault("groups", Set.of()),
                names.getOrDefault("tenants", Set.of()));
    }

    private static Set<String> names(JsonParser json, Function<String, CalendarException> wrong) throws IOException {
        Set<String> names = new HashSet<>();
        boolean isList = json.currentToken() == JsonToken.START_ARRAY;
        JsonToken token = isList ? json.nextToken() : json.currentToken();
        while (token == JsonToken.VALUE_STRING && !json.getText().isBlank() && names.size() < MOST) {
            names.add(json.getText());
            token = isList ? json.nextToken() : JsonToken.END_ARRAY;
        }
        if (token != JsonToken.END_ARRAY) {
            throw wrong.apply(LEGAL);
        }
        return names;
    }
}
