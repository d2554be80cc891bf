// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.check;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Problem;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.Transport;
import java.util.ArrayList;
import java.util.List;

/** Whether the daemons of a file can reach each other to migrate, as far as their URIs tell. */
public final class MigrationCheck {

    private MigrationCheck() {}

    /** {@return a warning for each host that no other can migrate to} */
    public static List<Problem> of(ClusterFile file) {
        List<Problem> found = new ArrayList<>();
        boolean isByPeers = file.migrator().transport() == Transport.PEER_TO_PEER
                && file.platform().migrator() == null
                && file.cloud() == null
                && file.hosts().size() > 1;
        for (int i = 0; isByPeers && i < file.hosts().size(); i++) {
            HostSection host = file.hosts().get(i);
            HostAddress address = host.settings().address();
            if (host.settings().migrationUri() == null && address.isLocal()) {
                Mention uri = file.places().uris().get(i);
                found.add(Problem.warning(
                        uri.place(),
                        uri.key(),
                        "no other host can migrate to " + host.id() + ": " + address.uri()
                                + " works on that machine only; say its migration-uri, such as qemu+tls://" + host.id()
                                + "/system."));
            }
        }
        return found;
    }
}
