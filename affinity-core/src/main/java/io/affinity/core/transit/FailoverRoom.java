// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.spi.model.LocationPolicy;
import java.util.Arrays;

/**
 * Room for the VMs of hosts that fail: what {@link LocationPolicy.FailoverReserve} defines, counted anew when asked after one of its hosts has changed. Cost: its hosts,
 * sorted, for each resource.
 */
final class FailoverRoom implements TransitRule {

    private static final double ROUNDING = 1e-9;

    private final Whereabouts where;
    private final int[] hosts;
    private final int failures;
    private double violation;
    private boolean isKnown;

    FailoverRoom(Whereabouts where, int[] hosts, int failures) {
        this.where = where;
        this.hosts = hosts;
        this.failures = failures;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        isKnown &= !isAbout(before) && !isAbout(after);
    }

    private boolean isAbout(int[] some) {
        for (int host : some) {
            if (Arrays.binarySearch(hosts, host) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double violation() {
        if (!isKnown) {
            violation = 0;
            for (int r = 0; r < where.resources(); r++) {
                violation += missing(r);
            }
            isKnown = true;
        }
        return violation;
    }

    private double missing(int resource) {
        double limits = 0;
        double free = 0;
        double[] atStake = new double[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            double limit = where.limit(hosts[i], resource);
            double promised = where.promised(hosts[i], resource);
            limits += limit;
            free += Math.max(0, limit - promised);
            atStake[i] = Math.max(promised, limit);
        }
        if (limits == 0 || Double.isInfinite(limits)) {
            return 0;
        }
        Arrays.sort(atStake);
        double worst = 0;
        for (int i = Math.max(0, atStake.length - failures); i < atStake.length; i++) {
            worst += atStake[i];
        }
        double missing = (worst - free) * hosts.length / limits;
        return missing > ROUNDING ? missing : 0;
    }
}
