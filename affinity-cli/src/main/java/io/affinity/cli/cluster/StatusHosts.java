// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The hosts that a loop, of another process, saw in its last cycle. */
final class StatusHosts {

    private StatusHosts() {}

    /** {@return their names; none if no loop has run yet, it saw none, or what it left cannot be read} */
    static List<String> read(Path file) {
        List<String> hosts = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return hosts;
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "host".equals(json.currentName()) && isOfList(json)) {
                    hosts.add(json.getText());
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return hosts;
    }

    /** Within the objects of the list "hosts" of the outermost object. */
    private static boolean isOfList(JsonParser json) {
        JsonStreamContext list = json.getParsingContext().getParent();
        JsonStreamContext top = list == null ? null : list.getParent();
        return top != null
                && "hosts".equals(top.getCurrentName())
                && top.getParent().inRoot();
    }
}
