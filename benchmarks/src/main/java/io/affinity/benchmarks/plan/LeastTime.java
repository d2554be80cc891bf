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
 * migrated twice, at best the fastest, and passes a spare host both times, whose slots are shared by all rings. Rings are carried out as a whole or not at all.
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
        double twice = 0;
        int rings = options.rings > 0 ? wanted.size() / options.ringLength : 0;
        for (int ring = 0; ring < rings; ring++) {
            twice += wanted.subList(ring * options.ringLength, (ring + 1) * options.ringLength).stream()
                    .mapToDouble(each -> seconds(each.vm()))
                    .min()
                    .orElse(0);
        }
        double busiest =
                byHost.values().stream().mapToDouble(Double::doubleValue).max().orElse(0) / options.perHost;
        double spares = options.spares > 0 ? 2 * twice / (options.spares * options.perHost) : 0;
        return Math.max(Math.max(longest, busiest), Math.max(spares, (all + twice) / options.concurrent));
    }

    private double seconds(VmId vm) {
        return planner.estimate(fleet, vm).elapsed().toNanos() / 1e9;
    }
}
