// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.core.CycleReport;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to see of a cycle.
 *
 * @param report of the cycle
 * @param observation of the cycle, or null if there was none
 * @param names of VMs, as they were seen last
 */
public record ClusterView(CycleReport report, @Nullable Observation observation, VmNames names) {

    /** What is to be seen of a cycle, with the names of the VMs of its fleet. */
    public ClusterView(CycleReport report, @Nullable Observation observation) {
        this(
                report,
                observation,
                VmNames.of(report.fleet() == null ? List.of() : report.fleet().vms()));
    }

    /**
     * One host.
     *
     * @param vms how many it runs
     * @param loads by resource, those of which something is known
     * @param peak when and of what it is most likely to run short, or null if nothing is forecast
     */
    record HostRow(
            String name,
            HostState state,
            int vms,
            List<Load> loads,
            @Nullable Peak peak) {}

    /**
     * The measured demand for a resource, as a share of what can be served.
     *
     * @param utilization of the VMs that were measured; 0 for idle, above 1 if more is wanted than there is
     * @param measured whether all of them were
     */
    record Load(Resource resource, double utilization, boolean measured) {}

    /**
     * One VM.
     *
     * @param name what people call it
     * @param host where it is
     * @param demand by resource; NaN if it is not known
     */
    record VmRow(VmId id, String name, String host, List<VmDemand> demand) {}

    /** What a VM demands of a resource, in its unit. */
    record VmDemand(Resource resource, double amount) {}

    /** The highest predicted probability of contention. */
    record Peak(Resource resource, Duration ahead, double probability) {}

    /** {@return the hosts in the order of the fleet; none if nothing was observed} */
    List<HostRow> hosts() {
        Fleet fleet = report.fleet();
        List<HostRow> rows = new ArrayList<>();
        for (int h = 0; fleet != null && h < fleet.hosts().size(); h++) {
            Host host = fleet.hosts().get(h);
            rows.add(new HostRow(host.id().value(), host.state(), vmsOn(fleet, h), loads(fleet, h), peak(h)));
        }
        return rows;
    }

    /** {@return the VMs in the order of the fleet; none if nothing was observed} */
    List<VmRow> vms() {
        Fleet fleet = report.fleet();
        List<VmRow> rows = new ArrayList<>();
        for (int v = 0; fleet != null && v < fleet.vms().size(); v++) {
            VmId vm = fleet.vms().get(v).id();
            rows.add(new VmRow(vm, names.label(vm), fleet.placement().hostOf(vm).value(), demand(fleet, v)));
        }
        return rows;
    }

    private List<VmDemand> demand(Fleet fleet, int vm) {
        List<VmDemand> demand = new ArrayList<>();
        for (int r = 0; observation != null && r < fleet.resources().size(); r++) {
            demand.add(new VmDemand(fleet.resources().get(r), observation.demand(vm, r)));
        }
        return demand;
    }

    private static int vmsOn(Fleet fleet, int host) {
        int vms = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            vms += fleet.hostIndexOf(v) == host ? 1 : 0;
        }
        return vms;
    }

    private List<Load> loads(Fleet fleet, int host) {
        List<Load> loads = new ArrayList<>();
        for (int r = 0; observation != null && r < fleet.resources().size(); r++) {
            if (!(fleet.hosts().get(host).usable(r) > 0)) {
                continue;
            }
            double sum = 0;
            boolean measured = true;
            for (int v = 0; v < fleet.vms().size(); v++) {
                double demand = fleet.hostIndexOf(v) == host ? observation.demand(v, r) : 0;
                measured &= !Double.isNaN(demand);
                sum += Double.isNaN(demand) ? 0 : demand;
            }
            loads.add(new Load(
                    fleet.resources().get(r), sum / fleet.hosts().get(host).usable(r), measured));
        }
        return loads;
    }

    private @Nullable Peak peak(int host) {
        Decision decision = report.decision();
        if (decision == null || decision.outlook() == null) {
            return null;
        }
        ContentionForecast contention = decision.outlook().contention();
        Peak peak = null;
        for (int r = 0; r < contention.fleet().resources().size(); r++) {
            for (int t = 0; t < contention.steps(); t++) {
                double probability = contention.probability(host, r, t);
                if (peak == null || probability > peak.probability()) {
                    peak = new Peak(
                            contention.fleet().resources().get(r),
                            contention.step().multipliedBy(t + 1L),
                            probability);
                }
            }
        }
        return peak;
    }
}
