// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** What may be done with a host. */
public enum HostState {
    /** Runs VMs and takes more. */
    AVAILABLE,
    /** Runs VMs, takes no more, and is to be emptied. */
    DRAINING,
    /** Does not answer: nothing may be migrated to or from it. */
    UNAVAILABLE
}
