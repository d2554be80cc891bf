// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/**
 * How far a migrator may go with a VM that writes its memory faster than it can be copied. Each step includes those before
 * it; whatever does not switch over in time is aborted, and the VM stays where it is.
 */
public enum Escalation {
    /** Copy and wait: the VM notices nothing but the switchover. */
    NONE,
    /** Slow the VM down until the rest is small enough. */
    THROTTLE,
    /**
     * Let it run on the target before all its memory is there. Cannot be aborted from then on, and a broken link loses the
     * VM.
     */
    POST_COPY
}
