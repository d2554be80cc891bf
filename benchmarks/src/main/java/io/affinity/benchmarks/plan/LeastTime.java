// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

import io.affinity.core.plan.Planner;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no order can be faster than: the work of all slots, that of each host's slots, and the longest migration. Of each ring one VM must be
 * migrated twice, at best the fastest, and passes a spare host both times, whose slots are shared by all rings. While a VM of a ring is migrated, two copies
 * take room, of which the ring's own hosts have none: its size on a spare host for as long as that takes. Rings are carried out as a whole or not at all.
 */
final class LeastTime {

    private final Planner planner;
    private final Fleet fleet;
    private final PlanOptions options;

    LeastTime(Planner planner, Fleet fleet, PlanOptions options) {
        this.planner = planner;
        this.fleet = fleet;
        this.options = options;
    }

    /** {@return seconds} */
    double of(List<Recommendation> wanted) {
        Map<HostId, Double> byHost = new HashMap<>();
        double all = 0;
        double longest = 0;
        for (Recommendation each : wanted) {
            double seconds = seconds(each.vm());
            all += seconds;
            longest = Math.max(longest, seconds);
            byHost.merge(each.source(), seconds, Double::sum);
            byHost.merge(each.target(), seconds, Double::sum);
        }
        double busiest =
                byHost.values().stream().mapToDouble(Double::doubleValue).max().orElse(0) / options.perHost;
        double scattered = Math.max(Math.max(longest, busiest), all / options.concurrent);
        return options.rings > 0 && options.spares > 0 ? Math.max(scattered, ofRings(wanted)) : scattered;
    }

    private double ofRings(List<Recommendation> wanted) {
        double all = 0;
        double twice = 0;
        double room = 0;
        for (int first = 0; first < wanted.size(); first += options.ringLength) {
            List<Recommendation> ring = wanted.subList(first, first + options.ringLength);
            double sum = ring.stream().mapToDouble(each -> seconds(each.vm())).sum();
            double least =
                    ring.stream().mapToDouble(each -> seconds(each.vm())).min().orElse(0);
            all += sum + least;
            twice += 2 * least;
            room += (sum + least) * fleet.vm(ring.get(0).vm()).memoryBytes();
        }
        double spareSlots = twice / (options.spares * options.perHost);
        double spareRoom = room / (options.spares * MadeUpMigrations.SPARE_BYTES);
        return Math.max(Math.max(spareSlots, spareRoom), all / options.concurrent);
    }

    private double seconds(VmId vm) {
        return planner.estimate(fleet, vm).elapsed().toNanos() / 1e9;
    }
}
