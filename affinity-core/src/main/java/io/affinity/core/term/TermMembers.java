// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The VMs that a term names. */
final class TermMembers {

    private TermMembers() {}

    /** {@return a copy in the same order that does not change} */
    static Set<VmId> copy(Collection<VmId> vms) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(vms));
    }

    /** {@return the indexes of those that a fleet has, rising} */
    static int[] indexes(Fleet fleet, Set<VmId> vms) {
        return vms.stream()
                .filter(fleet::contains)
                .mapToInt(fleet::indexOf)
                .sorted()
                .toArray();
    }
}
