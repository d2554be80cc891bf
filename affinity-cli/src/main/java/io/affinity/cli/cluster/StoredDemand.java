// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.SourceSection;
import io.affinity.openstack.OpenStack;
import io.affinity.spi.demand.DemandSource;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metrics stores of a file. */
final class StoredDemand {

    private StoredDemand() {}

    /** {@return whether one of them says what VMs demand now} */
    static boolean isCurrent(ClusterFile file) {
        return file.sources().stream().anyMatch(SourceSection::isDemand);
    }

    /**
     * {@return what is measured, by a store if one is to do that, and the past that all stores know}
     *
     * @param cloud of the file; null if it names none
     * @param other what measures where no store does
     */
    static DemandSource of(ClusterFile file, @Nullable OpenStack cloud, Supplier<DemandSource> other, Clock clock) {
        List<SourceSection> stores = file.sources().stream()
                .map(store -> store.within(file.loop().step()))
                .toList();
        DemandSource demand = stores.stream()
                .filter(SourceSection::isDemand)
                .<DemandSource>map(store -> NamedStore.of(store, cloud, clock))
                .findFirst()
                .orElseGet(other);
        for (SourceSection store : stores) {
            if (!store.isDemand()) {
                demand = NamedStore.of(store, cloud, clock).behind(demand);
            }
        }
        return demand;
    }
}
