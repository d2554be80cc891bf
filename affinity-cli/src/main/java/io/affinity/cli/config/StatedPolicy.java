// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.spi.model.LocationPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A location policy of the file.
 *
 * @param name and where it is
 * @param key the path of the policy, such as {@code policies[1]}
 * @param vms that it names
 * @param hosts that it names
 * @param level at which it counts fault domains, and where that is said; null if it does not, or says nothing
 */
public record StatedPolicy(
        LocationPolicy policy,
        Mention name,
        String key,
        List<Mention> vms,
        List<Mention> hosts,
        @Nullable Mention level) {

    public StatedPolicy {
        vms = List.copyOf(vms);
        hosts = List.copyOf(hosts);
    }
}
