// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

/** What a balancer may take for a reason to migrate a VM. */
public enum Cause {
    /** Forecasts and rules: any VM may be migrated where that prevents contention. */
    FORECASTS,
    /**
     * Hard rules that are broken and hosts that are to be emptied: only VMs that have to leave their host are migrated. Forecasts
     * say where to, and nothing more.
     */
    RULES
}
