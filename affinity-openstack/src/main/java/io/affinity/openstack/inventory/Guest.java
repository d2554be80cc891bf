// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Server;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A server that runs on a host that is looked after.
 *
 * @param labels what its metadata says
 * @param needs what its flavor asks of hosts
 * @param occupation why it cannot be migrated just now, such as {@code being migrated by Nova}; empty if nothing is being done with it
 */
public record Guest(Server server, VmId id, HostId host, ServerLabels labels, FlavorNeeds needs, String occupation) {

    private static final Set<String> RUN = Set.of("active", "paused", "rescued", "resized");
    private static final Set<String> RUN_BY_STATUS = Set.of("ACTIVE", "PAUSED", "MIGRATING");

    private static final int OFF = 4;
    private static final int CRASHED = 6;
    private static final int SUSPENDED = 7;

    /** {@return whether a server is a VM of a fleet: it has a host, and runs there as far as Nova knows} */
    static boolean runs(Server server) {
        boolean isRunning =
                server.vmState().isEmpty() ? RUN_BY_STATUS.contains(server.status()) : RUN.contains(server.vmState());
        int power = server.powerState();
        return isRunning && server.host() != null && power != OFF && power != CRASHED && power != SUSPENDED;
    }

    /** @param isOurs whether it is us who migrate it */
    static Guest of(Server server, FlavorNeeds needs, boolean isOurs) {
        return new Guest(
                server,
                new VmId(server.id()),
                new HostId(Objects.requireNonNull(server.host())),
                ServerLabels.of(server.metadata()),
                needs,
                isOurs ? "" : occupation(server));
    }

    /** {@return the same on another host, if it is another} */
    Guest on(HostId other) {
        return new Guest(server, id, other, labels, needs, occupation);
    }

    private static String occupation(Server server) {
        String task = server.taskState();
        if (server.isMigrating()) {
            return "being migrated by Nova";
        } else if (task != null) {
            return "being changed by Nova (" + task.toLowerCase(Locale.ROOT) + ")";
        }
        return switch (server.vmState()) {
            case "paused" -> "paused";
            case "rescued" -> "being rescued";
            case "resized" -> "waiting for its resize to be confirmed";
            default -> "";
        };
    }

    /** {@return its name; its id if it has none} */
    String name() {
        return name(server);
    }

    static String name(Server server) {
        return server.name().isBlank() ? server.id() : server.name();
    }
}
