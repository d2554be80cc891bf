// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

/** Who talks to the target of a migration. */
public enum Transport {
    /** The source's daemon: the migration goes on and ends by itself if this program dies. */
    PEER_TO_PEER,
    /** This program, connected to both daemons: for hosts whose daemons may not connect to each other. */
    CLIENT_MANAGED
}
