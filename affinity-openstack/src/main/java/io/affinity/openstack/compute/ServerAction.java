// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one request for a server, step by step.
 *
 * @param message of the action as a whole; empty for none
 * @param events the newest last
 */
public record ServerAction(String message, List<Event> events) {

    /**
     * One step.
     *
     * @param result Success or Error; empty while it goes on
     * @param details what went wrong, from 2.84 on; empty where it is not told
     */
    public record Event(String name, String result, String details) {}

    static ServerAction of(Json json) {
        List<Event> events = new ArrayList<>();
        for (Json each : json.at("events").elements()) {
            events.add(
                    0,
                    new Event(
                            each.at("event").text(""),
                            each.at("result").text(""),
                            each.at("details").text("")));
        }
        return new ServerAction(json.at("message").text(""), List.copyOf(events));
    }

    /** {@return whether a step has gone wrong} */
    public boolean hasFailed() {
        return events.stream().anyMatch(event -> event.result().equals("Error"));
    }

    /** {@return why, in Nova's words; empty where it does not say} */
    public String reason() {
        StringBuilder reason = new StringBuilder();
        for (Event event : events) {
            if (event.result().equals("Error") && !event.details().isBlank()) {
                reason.append(reason.isEmpty() ? "" : "; ")
                        .append(event.details().strip());
            }
        }
        return reason.isEmpty() ? message.equals("Error") ? "" : message : reason.toString();
    }
}
