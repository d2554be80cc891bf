// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server as Nova lists it.
 *
 * @param id its UUID
 * @param name not unique; may be empty, as in a cell that does not answer
 * @param projectId whose it is
 * @param status such as ACTIVE; UNKNOWN in a cell that does not answer
 * @param taskState what is being done with it; null for nothing
 * @param vmState as Nova has it
 * @param powerState 1 where it runs, 3 paused, 4 off, 0 where nobody knows
 * @param host on which it is; null for none, or where whoever asks may not know
 * @param zone of its host; empty for none
 * @param pinnedZone that it was asked for with, from 2.96 on; null where that is not told
 * @param groups ids of its server groups, where the server itself was asked for
 * @param fault what went wrong last; empty for nothing
 */
public record Server(
        String id,
        String name,
        String projectId,
        String status,
        @Nullable String taskState,
        String vmState,
        int powerState,
        @Nullable String host,
        String zone,
        @Nullable String pinnedZone,
        Flavor flavor,
        Map<String, String> metadata,
        List<String> groups,
        String fault) {

    /** The power state of a server that runs. */
    public static final int RUNNING = 1;

    static Server of(Json json) {
        return new Server(
                json.at("id").text(),
                json.at("name").text(""),
                json.at("tenant_id").text(""),
                json.at("status").text("UNKNOWN"),
                json.at("OS-EXT-STS:task_state").textOrNull(),
                json.at("OS-EXT-STS:vm_state").text(""),
                (int) json.at("OS-EXT-STS:power_state").whole(0),
                json.at("OS-EXT-SRV-ATTR:host").textOrNull(),
                json.at("OS-EXT-AZ:availability_zone").text(""),
                json.at("pinned_availability_zone").textOrNull(),
                Flavor.of(json.at("flavor")),
                json.at("metadata").texts(),
                json.at("server_groups").elements().stream().map(Json::text).collect(Collectors.toList()),
                fault(json.at("fault")));
    }

    private static String fault(Json fault) {
        return fault.isAbsent() ? "" : fault.at("message").text("without a message");
    }

    /** {@return whether Nova is migrating it} */
    public boolean isMigrating() {
        return status.equals("MIGRATING") || "migrating".equals(taskState);
    }

    /** {@return whether its cell answers, so that more than its id is known} */
    public boolean isKnown() {
        return !status.equals("UNKNOWN") && flavor.memoryMib() > 0;
    }
}
