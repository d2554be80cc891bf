// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.BitSet;
import java.util.Collection;

/** The indexes of those of some VMs or hosts that a fleet has; policies and budgets may name others. */
final class PresentIndexes {

    private PresentIndexes() {}

    /** {@return in rising order} */
    static int[] ofVms(Fleet fleet, Collection<VmId> ids) {
        return ids.stream()
                .filter(fleet::contains)
                .mapToInt(fleet::indexOf)
                .sorted()
                .toArray();
    }

    static BitSet ofHosts(Fleet fleet, Collection<HostId> ids) {
        BitSet set = new BitSet();
        ids.stream().filter(fleet::contains).forEach(id -> set.set(fleet.indexOf(id)));
        return set;
    }
}
