// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.balancing.MigrationMemory.Started;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The migrations of the recent past: what cooldown, the ban on going back, and migration budgets are judged by. Immutable and
 * thread-safe.
 */
public final class PastMigrations {

    private final List<Started> entries;
    private final Map<VmId, Started> lastByVm = new HashMap<>();

    /** @param entries the oldest first; copied */
    PastMigrations(Collection<Started> entries) {
        this.entries = List.copyOf(entries);
        this.entries.forEach(entry -> lastByVm.put(entry.migration().vm(), entry));
    }

    /** {@return whether a migration of the VM ended after this time} */
    boolean wasMigratedSince(VmId vm, Instant since) {
        Started last = lastByVm.get(vm);
        return last != null && last.rests().isAfter(since);
    }

    /** {@return whether the VM's last migration that is remembered went to this host} */
    boolean wasMigratedTo(VmId vm, HostId host) {
        Started last = lastByVm.get(vm);
        return last != null && last.migration().target().equals(host);
    }

    /** {@return the hosts that each VM left in migrations that ended after this time} */
    public Map<VmId, Set<HostId>> hostsLeftSince(Instant since) {
        Map<VmId, Set<HostId>> left = new HashMap<>();
        for (Started entry : entries) {
            if (entry.rests().isAfter(since)) {
                left.computeIfAbsent(entry.migration().vm(), vm -> new LinkedHashSet<>())
                        .add(entry.migration().source());
            }
        }
        return left;
    }

    /** {@return how many migrations of this kind were started after this time} */
    int count(Predicate<Migration> kind, Instant since) {
        return (int) entries.stream()
                .filter(entry -> entry.at().isAfter(since) && kind.test(entry.migration()))
                .count();
    }
}
