// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.spi.model.VmId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says who is asked next: those who were asked longest ago, whatever came of it, so that nobody who does not answer is in the way. Thread-safe. */
final class Turns {

    private final Map<VmId, Long> askedAt = new ConcurrentHashMap<>();

    /** @param nanoTime of a clock that may begin anywhere */
    void asked(VmId vm, long nanoTime) {
        askedAt.put(vm, nanoTime);
    }

    /** {@return these VMs, those first that were never asked; equal ones by id} */
    List<VmId> inOrder(Set<VmId> vms) {
        Map<VmId, Long> now = Map.copyOf(askedAt);
        Comparator<VmId> byTime = (one, other) -> {
            Long first = now.get(one);
            Long second = now.get(other);
            if (first == null || second == null) {
                return Boolean.compare(first != null, second != null);
            }
            return Long.signum(first - second);
        };
        return vms.stream()
                .sorted(byTime.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Forgets VMs that are not among these. */
    void keepOnly(Set<VmId> vms) {
        askedAt.keySet().retainAll(vms);
    }
}
