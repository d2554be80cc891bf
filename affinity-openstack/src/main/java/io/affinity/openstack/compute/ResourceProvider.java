// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;

/**
 * Something that Placement knows resources of, such as a hypervisor.
 *
 * @param generation changes whenever its inventory or what is taken of it does
 */
public record ResourceProvider(String id, String name, long generation) {

    static ResourceProvider of(Json json) {
        return new ResourceProvider(
                json.at("uuid").text(),
                json.at("name").text(""),
                json.at("generation").whole(0));
    }
}
