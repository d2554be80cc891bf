// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has it measured how fast VMs write memory, for that decides what a migration costs: on each host the {@value #SHARE}th part
 * of its VMs in each cycle, those first whose last figure is the oldest. Belongs to one thread.
 */
final class DirtyRateRounds {

    private static final int SHARE = 12;

    private final Consumer<VmId> meter;
    private final Map<VmId, Long> lastCycle = new HashMap<>();
    private long cycle;

    /** @param meter starts a measurement; never waits, and keeps failures to itself */
    DirtyRateRounds(Consumer<VmId> meter) {
        this.meter = meter;
    }

    /** @param busy VMs that are not to be disturbed, because they migrate */
    void next(Fleet fleet, Set<VmId> busy) {
        cycle++;
        Map<Integer, List<VmId>> byHost = new HashMap<>();
        int[] hostByVm = fleet.hostIndexByVm();
        for (int v = 0; v < hostByVm.length; v++) {
            VmId vm = fleet.vms().get(v).id();
            if (fleet.hosts().get(hostByVm[v]).state() != HostState.UNAVAILABLE && !busy.contains(vm)) {
                byHost.computeIfAbsent(hostByVm[v], host -> new ArrayList<>()).add(vm);
            }
        }
        lastCycle.keySet().retainAll(fleet.vms().stream().map(Vm::id).toList());
        for (List<VmId> vms : byHost.values()) {
            int count = (vms.size() + SHARE - 1) / SHARE;
            vms.stream()
                    .sorted(Comparator.comparing((VmId vm) -> lastCycle.getOrDefault(vm, 0L)))
                    .limit(count)
                    .forEach(vm -> {
                        lastCycle.put(vm, cycle);
                        meter.accept(vm);
                    });
        }
    }
}
