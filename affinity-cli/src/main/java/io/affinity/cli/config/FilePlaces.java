// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import java.util.List;

/**
 * What a file names, and where.
 *
 * @param hosts the names that it gives to hosts
 * @param uris of the hosts
 * @param policies in the order of the file
 * @param vms the names of VMs, wherever they are
 */
public record FilePlaces(List<Mention> hosts, List<Mention> uris, List<StatedPolicy> policies, List<Mention> vms) {

    public FilePlaces {
        hosts = List.copyOf(hosts);
        uris = List.copyOf(uris);
        policies = List.copyOf(policies);
        vms = List.copyOf(vms);
    }
}
