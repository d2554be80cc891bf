// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param path without what follows a question mark
 * @param query what does, by name; the last of several wins
 * @param body of a POST
 */
record Request(String method, String path, Map<String, String> query, String body) {

    /** @throws IllegalArgumentException if the query is not encoded as it has to be */
    static Request of(String method, String path, @Nullable String rawQuery, String body) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Request(method, path, query, body);
    }
}
