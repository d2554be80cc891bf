// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.power.PowerModel;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import java.util.List;
import java.util.function.Function;

/** How the reactive balancer chooses among the hosts that could take a VM. */
interface TargetRule {

    /**
     * {@return what putting a VM on a host costs; less is better}
     *
     * @param now utilization of the moment
     * @param after utilization with what is planned and the VM
     */
    double cost(int host, double now, double after);

    /** {@return whether idle hosts are to be emptied} */
    boolean consolidates();

    static TargetRule leastUtilized() {
        return new TargetRule() {
            @Override
            public double cost(int host, double now, double after) {
                return after;
            }

            @Override
            public boolean consolidates() {
                return false;
            }
        };
    }

    /** Utilization is that of the CPU, which power depends on. */
    static TargetRule leastPower(Fleet fleet, Function<Host, PowerModel> power) {
        fleet.resources().indexOf(Resource.CPU);
        List<PowerModel> models = fleet.hosts().stream().map(power).toList();
        return new TargetRule() {
            @Override
            public double cost(int host, double now, double after) {
                return models.get(host).watts(after) - models.get(host).watts(now);
            }

            @Override
            public boolean consolidates() {
                return true;
            }
        };
    }
}
