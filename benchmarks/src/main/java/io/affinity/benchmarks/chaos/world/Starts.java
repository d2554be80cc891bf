// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that was started lately. */
final class Starts {

    private final List<Start> all = new ArrayList<>();
    private int count;

    void add(Start start) {
        all.add(start);
        count++;
    }

    List<Start> all() {
        return all;
    }

    Start last() {
        return all.get(all.size() - 1);
    }

    /** {@return how many there ever were} */
    int count() {
        return count;
    }

    void forget(Instant before) {
        all.removeIf(start -> start.at.isBefore(before) && !start.isUnderWay());
    }

    /** Where VMs are as far as the controller can know; what is under way counts on both sides. */
    Map<VmId, Set<HostId>> places(Sight last) {
        Map<VmId, Set<HostId>> places = new TreeMap<>();
        Inventory seen = last.inventory();
        seen.vms().forEach(vm -> places.put(vm.id(), Set.of(seen.placement().hostOf(vm.id()))));
        for (Start start : all) {
            Flight flight = start.flight;
            if (flight != null && places.containsKey(start.migration().vm())) {
                Instant ended = flight.endedAt();
                if (ended == null) {
                    places.put(
                            start.migration().vm(),
                            Set.of(start.migration().source(), start.migration().target()));
                } else if (ended.isAfter(last.at()) && flight.hasArrived()) {
                    places.put(start.migration().vm(), Set.of(start.migration().target()));
                }
            }
        }
        return places;
    }
}
