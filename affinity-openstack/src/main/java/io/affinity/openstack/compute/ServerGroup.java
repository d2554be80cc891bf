// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.List;

/**
 * Servers that shall be together or apart.
 *
 * @param policy affinity, anti-affinity, soft-affinity or soft-anti-affinity
 * @param mostPerHost of an anti-affinity, at least 1
 * @param members ids of servers, those that are gone included
 */
public record ServerGroup(String id, String name, String policy, int mostPerHost, List<String> members) {

    /** Up to 2.63 a group has a list of policies, of which it has one. */
    static ServerGroup of(Json json) {
        String policy = json.at("policy").text("");
        if (policy.isEmpty()) {
            List<Json> policies = json.at("policies").elements();
            policy = policies.isEmpty() ? "" : policies.get(0).text();
        }
        return new ServerGroup(
                json.at("id").text(),
                json.at("name").text(""),
                policy,
                (int) Math.max(1, json.at("rules").at("max_server_per_host").whole(1)),
                json.at("members").elements().stream().map(Json::text).toList());
    }
}
