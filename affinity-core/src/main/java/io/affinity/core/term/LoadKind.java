// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

/** What counts as the load that a VM is on its host. */
public enum LoadKind {
    /** What it is expected to demand: the mean over scenarios and steps of the horizon. Hosts have what they can serve, their reserve kept free. */
    DEMAND,
    /** What it is promised: its allocation. Hosts have what they may promise, which may have no limit. */
    PROMISED
}
