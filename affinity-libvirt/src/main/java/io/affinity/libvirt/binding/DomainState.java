// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/**
 * State of a domain and why, as libvirt numbers them ({@code virDomainState} and the reason enumeration of that state).
 */
public record DomainState(int state, int reason) {

    public static final int NO_STATE = 0;
    public static final int RUNNING = 1;
    public static final int BLOCKED = 2;
    public static final int PAUSED = 3;
    public static final int SHUTTING_DOWN = 4;
    public static final int SHUT_OFF = 5;
    public static final int CRASHED = 6;
    public static final int SUSPENDED_BY_GUEST = 7;

    /** Reasons of {@link #RUNNING}. */
    public static final int RUNNING_MIGRATION_CANCELED = 6;

    public static final int RUNNING_POST_COPY = 10;
    public static final int RUNNING_POST_COPY_FAILED = 11;

    /** Reasons of {@link #PAUSED}. */
    public static final int PAUSED_BY_USER = 1;

    public static final int PAUSED_FOR_MIGRATION = 2;
    public static final int PAUSED_BY_IO_ERROR = 5;
    public static final int PAUSED_STARTING_UP = 11;
    public static final int PAUSED_POST_COPY = 12;
    public static final int PAUSED_POST_COPY_FAILED = 13;

    /** {@return whether its vCPUs run} */
    public boolean runs() {
        return state == RUNNING || state == BLOCKED || state == SHUTTING_DOWN;
    }

    /** {@return whether it has a process and memory, but its vCPUs stand still} */
    public boolean holds() {
        return state == PAUSED || state == SUSPENDED_BY_GUEST;
    }

    /** {@return whether it is held by a migration: a target that waits, or a source that has handed over} */
    public boolean isHeldByMigration() {
        return state == PAUSED
                && (reason == PAUSED_FOR_MIGRATION
                        || reason == PAUSED_STARTING_UP
                        || reason == PAUSED_POST_COPY
                        || reason == PAUSED_POST_COPY_FAILED);
    }
}
