// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;

/**
 * What was predicted at one origin of the contention of one placement. It is scored against the summed demand of the VMs it was
 * made for; where one of them is gone or was not measured, the host's outcome is unknown and is not scored.
 */
final class PlacementPrediction {

    private final long origin;
    private final int resources;
    private final VmScores[] vms;
    private final int[] hostByVm;
    private final HostScores[] hosts;
    private final float[] usable;
    private final float[] probability;
    private final double[] loadAtOrigin;

    /** VMs and hosts come by their indexes in the fleet of the forecast. */
    PlacementPrediction(
            long origin, ContentionForecast contention, VmScores[] vms, HostScores[] hosts, SeriesLayout layout) {
        Fleet fleet = contention.fleet();
        this.origin = origin;
        this.resources = fleet.resources().size();
        this.vms = vms;
        this.hosts = hosts;
        this.hostByVm = fleet.hostIndexByVm();
        this.usable = new float[hosts.length * resources];
        this.probability = new float[usable.length * layout.leads()];
        for (int h = 0; h < hosts.length; h++) {
            Host host = fleet.hosts().get(h);
            for (int r = 0; r < resources; r++) {
                int cell = h * resources + r;
                usable[cell] = (float) host.usable(r);
                for (int l = 0; l < layout.leads(); l++) {
                    int step = layout.lead(l) - 1;
                    probability[cell * layout.leads() + l] =
                            step < contention.steps() ? (float) contention.probability(h, r, step) : Float.NaN;
                }
            }
        }
        this.loadAtOrigin = sum((vm, resource) -> vm.demand(resource, origin));
    }

    long origin() {
        return origin;
    }

    private interface Demand {
        float of(VmScores vm, int resource);
    }

    private double[] sum(Demand demand) {
        double[] load = new double[usable.length];
        for (int v = 0; v < vms.length; v++) {
            for (int r = 0; r < resources; r++) {
                load[hostByVm[v] * resources + r] += demand.of(vms[v], r);
            }
        }
        return load;
    }

    /** Scores what was predicted of the newest step. */
    void settle(int lead, SeriesLayout layout, int memory) {
        long now = origin + layout.lead(lead);
        double[] load = sum((vm, resource) -> vm.demand(resource, now));
        double[] seasonAgo = sum((vm, resource) -> vm.demandSeasonAgo(resource, now));
        for (int h = 0; h < hosts.length; h++) {
            for (int r = 0; r < resources; r++) {
                int cell = h * resources + r;
                float predicted = probability[cell * layout.leads() + lead];
                if (Float.isNaN(predicted) || Double.isNaN(load[cell]) || Double.isNaN(loadAtOrigin[cell])) {
                    continue;
                }
                boolean persistence = loadAtOrigin[cell] > usable[cell];
                boolean seasonal = Double.isNaN(seasonAgo[cell]) ? persistence : seasonAgo[cell] > usable[cell];
                hosts[h].add(r, lead, predicted, persistence, seasonal, load[cell] > usable[cell], memory);
            }
        }
    }
}
