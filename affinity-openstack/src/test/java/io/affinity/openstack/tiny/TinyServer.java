// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.tiny;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server in the words of the compute API. Immutable; {@code with...} methods return changed copies.
 *
 * @param host empty for none
 */
public record TinyServer(
        String id,
        String name,
        String host,
        String status,
        String vmState,
        String taskState,
        int powerState,
        int vcpus,
        int memoryMib,
        Map<String, String> extraSpecs,
        Map<String, String> metadata,
        String project,
        String pinnedZone) {

    /** {@return a server that runs, of one core and half a GiB} */
    public static TinyServer of(String id, String name, String host) {
        return new TinyServer(id, name, host, "ACTIVE", "active", "", 1, 1, 512, Map.of(), Map.of(), "p1", "");
    }

    public TinyServer sized(int cores, int mib) {
        return new TinyServer(
                id,
                name,
                host,
                status,
                vmState,
                taskState,
                powerState,
                cores,
                mib,
                extraSpecs,
                metadata,
                project,
                pinnedZone);
    }

    public TinyServer with(String newStatus, String newVmState, String newTask, int newPower) {
        return new TinyServer(
                id,
                name,
                host,
                newStatus,
                newVmState,
                newTask,
                newPower,
                vcpus,
                memoryMib,
                extraSpecs,
                metadata,
                project,
                pinnedZone);
    }

    /** {@return the same, switched off} */
    public TinyServer off() {
        return with("SHUTOFF", "stopped", "", 4);
    }

    public TinyServer spec(String key, String value) {
        return new TinyServer(
                id,
                name,
                host,
                status,
                vmState,
                taskState,
                powerState,
                vcpus,
                memoryMib,
                more(extraSpecs, key, value),
                metadata,
                project,
                pinnedZone);
    }

    public TinyServer says(String key, String value) {
        return new TinyServer(
                id,
                name,
                host,
                status,
                vmState,
                taskState,
                powerState,
                vcpus,
                memoryMib,
                extraSpecs,
                more(metadata, key, value),
                project,
                pinnedZone);
    }

    public TinyServer of(String newProject) {
        return new TinyServer(
                id,
                name,
                host,
                status,
                vmState,
                taskState,
                powerState,
                vcpus,
                memoryMib,
                extraSpecs,
                metadata,
                newProject,
                pinnedZone);
    }

    public TinyServer pinnedTo(String zone) {
        return new TinyServer(
                id,
                name,
                host,
                status,
                vmState,
                taskState,
                powerState,
                vcpus,
                memoryMib,
                extraSpecs,
                metadata,
                project,
                zone);
    }

    public TinyServer on(String newHost) {
        return new TinyServer(
                id,
                name,
                newHost,
                status,
                vmState,
                taskState,
                powerState,
                vcpus,
                memoryMib,
                extraSpecs,
                metadata,
                project,
                pinnedZone);
    }

    private static Map<String, String> more(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    String json(String zone) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"tenant_id\":\"" + project + "\",\"status\":\""
                + status
                + "\",\"OS-EXT-STS:task_state\":" + quoted(taskState) + ",\"OS-EXT-STS:vm_state\":\"" + vmState
                + "\",\"OS-EXT-STS:power_state\":" + powerState + ",\"OS-EXT-SRV-ATTR:host\":" + quoted(host)
                + ",\"OS-EXT-AZ:availability_zone\":\"" + zone + "\",\"pinned_availability_zone\":" + quoted(pinnedZone)
                + ",\"flavor\":{\"original_name\":\"f\",\"vcpus\":" + vcpus + ",\"ram\":" + memoryMib + ",\"disk\":0,"
                + "\"extra_specs\":" + object(extraSpecs) + "},\"metadata\":" + object(metadata)
                + ",\"os-extended-volumes:volumes_attached\":[]}";
    }

    static String quoted(String text) {
        return text.isEmpty() ? "null" : "\"" + text + "\"";
    }

    static String object(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
