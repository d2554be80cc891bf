// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations somebody wants to know about.
 *
 * @param vms those of any of these, or of all if it is empty
 * @param host from or to this one, or any if it is null
 * @param since that began at this time or later
 * @param until that began before
 */
public record HistoryFilter(Set<VmId> vms, @Nullable HostId host, Instant since, Instant until)
        implements Predicate<PastMigration> {

    public HistoryFilter {
        vms = Set.copyOf(vms);
    }

    /** {@return whether this is one of them} */
    @Override
    public boolean test(PastMigration past) {
        return (vms.isEmpty() || vms.contains(past.migration().vm()))
                && (host == null
                        || past.migration().source().equals(host)
                        || past.migration().target().equals(host))
                && !past.at().isBefore(since)
                && past.at().isBefore(until);
    }
}
