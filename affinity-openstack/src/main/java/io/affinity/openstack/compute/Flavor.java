// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.Map;

/**
 * How big a server is, as it was when the server was made.
 *
 * @param extraSpecs what else is asked of hosts, by key; none where that is not told
 * @param areSpecsTold whether it is: Nova leaves them out for those who have no right to see them
 */
public record Flavor(String name, int vcpus, long memoryMib, Map<String, String> extraSpecs, boolean areSpecsTold) {

    static Flavor of(Json json) {
        return new Flavor(
                json.at("original_name").text(""),
                (int) json.at("vcpus").whole(0),
                json.at("ram").whole(0),
                json.at("extra_specs").texts(),
                !json.at("extra_specs").isAbsent());
    }
}
