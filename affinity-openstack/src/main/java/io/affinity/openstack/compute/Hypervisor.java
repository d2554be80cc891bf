// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;

/**
 * A hypervisor of a host.
 *
 * @param id that of its resource provider in Placement
 * @param name of its resource provider
 * @param host whose nova-compute looks after it
 * @param type such as QEMU, fake or ironic
 * @param vcpus zero where it is not told
 * @param memoryMib zero where it is not told
 */
public record Hypervisor(String id, String name, String host, String type, int vcpus, long memoryMib) {

    static Hypervisor of(Json json) {
        return new Hypervisor(
                json.at("id").text(),
                json.at("hypervisor_hostname").text(),
                json.at("service").at("host").text(),
                json.at("hypervisor_type").text(""),
                (int) json.at("vcpus").whole(0),
                json.at("memory_mb").whole(0));
    }
}
