// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.DomainState;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The copies of a VM that its hosts tell of.
 *
 * @param states by host, also of copies that are merely defined; without hosts that do not know the VM
 * @param unreachable hosts that gave no answer
 */
record Copies(VmId vm, Map<HostId, DomainState> states, Set<HostId> unreachable) {

    Copies {
        states = new TreeMap<>(states);
        unreachable = new TreeSet<>(unreachable);
    }

    ActualState actual() {
        Set<HostId> active = new TreeSet<>();
        Set<HostId> paused = new TreeSet<>();
        states.forEach((host, state) -> {
            if (state.runs()) {
                active.add(host);
            } else if (state.holds()) {
                paused.add(host);
            }
        });
        return new ActualState(vm, active, paused, unreachable);
    }

    /** {@return whether all its memory is there, where it runs} */
    boolean isWholeOn(HostId host) {
        DomainState state = states.get(host);
        return state != null
                && state.runs()
                && state.reason() != DomainState.RUNNING_POST_COPY
                && state.reason() != DomainState.RUNNING_POST_COPY_FAILED;
    }

    /** {@return whether a host says that a migration had stopped the VM there, and that it was started again} */
    boolean wasResumedOn(HostId host) {
        DomainState state = states.get(host);
        return state != null && state.runs() && state.reason() == DomainState.RUNNING_MIGRATION_CANCELED;
    }

    /** {@return what the hosts say, in sentences} */
    String description() {
        List<String> sentences = new ArrayList<>();
        boolean runs = states.values().stream().anyMatch(DomainState::runs);
        if (!runs && unreachable.isEmpty()) {
            sentences.add("The VM runs on none of its hosts.");
        }
        states.forEach((host, state) -> sentences.add("On " + host + " it is " + words(state) + "."));
        unreachable.forEach(host -> sentences.add("Host " + host + " does not answer."));
        return String.join(" ", sentences);
    }

    private static String words(DomainState state) {
        String reason = reason(state);
        String name =
                switch (state.state()) {
                    case DomainState.RUNNING, DomainState.BLOCKED -> "running";
                    case DomainState.PAUSED -> "paused";
                    case DomainState.SHUTTING_DOWN -> "shutting down";
                    case DomainState.SHUT_OFF -> "shut off";
                    case DomainState.CRASHED -> "crashed";
                    case DomainState.SUSPENDED_BY_GUEST -> "suspended by itself";
                    default -> "in state " + state.state();
                };
        return reason == null ? name : name + " (" + reason + ")";
    }

    private static @Nullable String reason(DomainState state) {
        if (state.state() == DomainState.RUNNING) {
            return switch (state.reason()) {
                case DomainState.RUNNING_MIGRATION_CANCELED -> "after a migration that was given up";
                case DomainState.RUNNING_POST_COPY -> "while its memory follows by post-copy";
                case DomainState.RUNNING_POST_COPY_FAILED -> "though post-copy failed and memory is missing";
                default -> null;
            };
        }
        if (state.state() == DomainState.PAUSED) {
            return switch (state.reason()) {
                case DomainState.PAUSED_BY_USER -> "by somebody";
                case DomainState.PAUSED_FOR_MIGRATION, DomainState.PAUSED_STARTING_UP -> "for a migration";
                case DomainState.PAUSED_BY_IO_ERROR -> "after an I/O error";
                case DomainState.PAUSED_POST_COPY -> "while its memory goes to the target by post-copy";
                case DomainState.PAUSED_POST_COPY_FAILED -> "after post-copy failed";
                default -> "reason " + state.reason();
            };
        }
        return null;
    }
}
