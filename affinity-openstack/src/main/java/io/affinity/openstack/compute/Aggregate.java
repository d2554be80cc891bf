// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts that an operator has put together.
 *
 * @param zone empty if it is none
 * @param metadata by key, the zone included
 */
public record Aggregate(String name, String zone, Set<String> hosts, Map<String, String> metadata) {

    static Aggregate of(Json json) {
        return new Aggregate(
                json.at("name").text(),
                json.at("availability_zone").text(""),
                json.at("hosts").elements().stream().map(Json::text).collect(Collectors.toUnmodifiableSet()),
                json.at("metadata").texts());
    }
}
