// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.telemetry.Observation;
import java.util.ArrayList;
import java.util.List;

/** The measured loads of hosts, as shares of what they could serve. */
final class HostPast {

    private final List<Observation> past;
    private final List<double[]> shares = new ArrayList<>();

    /** Adds up the demand of each observation; one pass over all of them. */
    HostPast(List<Observation> past) {
        this.past = past;
        past.forEach(observation -> shares.add(shares(observation)));
    }

    private static double[] shares(Observation observation) {
        Fleet fleet = observation.fleet();
        int resources = fleet.resources().size();
        double[] sums = new double[fleet.hosts().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < resources; r++) {
                sums[fleet.hostIndexOf(v) * resources + r] += observation.demand(v, r);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= fleet.hosts().get(i / resources).usable(i % resources);
        }
        return sums;
    }

    /** {@return one share for each observation; NaN where the host was not seen, or not all of its VMs were measured} */
    List<Double> of(HostId host, Resource resource) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            Fleet fleet = past.get(i).fleet();
            boolean isKnown = fleet.contains(host) && fleet.resources().contains(resource);
            values.add(
                    isKnown
                            ? shares.get(i)[
                                    fleet.indexOf(host) * fleet.resources().size()
                                            + fleet.resources().indexOf(resource)]
                            : Double.NaN);
        }
        return values;
    }
}
