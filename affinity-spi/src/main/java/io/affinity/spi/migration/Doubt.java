// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that is not as a completed migration should leave it.
 *
 * @param hosts that it is about; may be empty
 * @param detail for people, in the words of whoever knows; may be empty where the kind says it all
 */
public record Doubt(Kind kind, Set<HostId> hosts, String detail) {

    /** What is in doubt. */
    public enum Kind {
        /** The VM does not run on the target. */
        NOT_ON_TARGET,
        /** The VM runs on another host. */
        RUNS_ELSEWHERE,
        /** A host holds the VM without running it. */
        HELD,
        /** Hosts do not answer that might run the VM as well. */
        HOSTS_SILENT,
        /** A definition of the VM is left on the source, which may start it a second time. */
        DEFINITION_LEFT,
        /** The vCPUs of the VM do not get on. */
        STANDSTILL,
        /** No packet of the VM was seen yet. */
        NO_PACKET,
        /** The agent in the VM does not answer, or it is not known whether it would. */
        AGENT_SILENT,
        /** The hosts could not be asked. */
        NOT_ASKED,
        /** Anything else, in the words of the detail. */
        OTHER
    }

    public Doubt {
        hosts = Collections.unmodifiableSet(new TreeSet<>(hosts));
    }

    /** {@return a doubt that its kind says all about} */
    public static Doubt of(Kind kind, HostId host) {
        return new Doubt(kind, Set.of(host), "");
    }

    /** {@return what is wrong about where the VM of a completed migration is; nothing if it is on the target and only there} */
    public static List<Doubt> about(ActualState state, Migration migration) {
        List<Doubt> doubts = new ArrayList<>();
        HostId target = migration.target();
        if (!state.activeOn().contains(target)) {
            doubts.add(of(Kind.NOT_ON_TARGET, target));
        }
        state.activeOn().stream()
                .filter(host -> !host.equals(target))
                .forEach(host -> doubts.add(of(Kind.RUNS_ELSEWHERE, host)));
        state.pausedOn().forEach(host -> doubts.add(of(Kind.HELD, host)));
        if (state.unreachable().contains(migration.source())
                || state.unreachable().contains(target)) {
            doubts.add(new Doubt(Kind.HOSTS_SILENT, state.unreachable(), ""));
        }
        return doubts;
    }
}
