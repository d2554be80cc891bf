// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A way to say what the load of a host will be. */
enum LoadRule {

    /** The loads of the joint scenarios, as the library's decisions see them. */
    JOINT("joint") {
        @Override
        LoadDistribution of(HostAhead host) {
            double[] loads = new double[host.demands()[0].length];
            for (double[] demand : host.demands()) {
                for (int s = 0; s < loads.length; s++) {
                    loads[s] += demand[s];
                }
            }
            return new EqualChances(loads);
        }
    },

    /** The same forecasts of single VMs added up as if they were independent and normal. */
    INDEPENDENT_NORMAL("independentNormal") {
        @Override
        LoadDistribution of(HostAhead host) {
            return new NormalLoad(host.mean(), host.deviation());
        }
    },

    /** The newest load of the host, plus what this has erred by at the same lead in each step of the past. */
    PERSISTENCE("persistence") {
        @Override
        @Nullable
        LoadDistribution of(HostAhead host) {
            return carried(host, 0, host.lead());
        }
    },

    /** The load at the same time of the latest day that is known, plus what this has erred by in each step of the past. */
    DAY_BEFORE("dayBefore") {
        @Override
        @Nullable
        LoadDistribution of(HostAhead host) {
            int lag = host.day() * ((host.lead() + host.day() - 1) / host.day());
            return carried(host, lag - host.lead(), lag);
        }
    },

    /** The loads of the last day, whatever the lead. */
    LAST_DAY("lastDay") {
        @Override
        @Nullable
        LoadDistribution of(HostAhead host) {
            double[] past = host.past();
            return past.length < host.day()
                    ? null
                    : new EqualChances(Arrays.copyOfRange(past, past.length - host.day(), past.length));
        }
    };

    private final String id;

    LoadRule(String id) {
        this.id = id;
    }

    /** {@return its name in tables and JSON} */
    String id() {
        return id;
    }

    /** {@return what the rule says; null where there is too little past for it} */
    abstract @Nullable LoadDistribution of(HostAhead host);

    /** {@return the load of so many steps ago, with the differences of all loads that are {@code lag} steps apart} */
    private static @Nullable LoadDistribution carried(HostAhead host, int stepsAgo, int lag) {
        double[] past = host.past();
        if (past.length <= lag) {
            return null;
        }
        double known = past[past.length - 1 - stepsAgo];
        double[] loads = new double[past.length - lag];
        Arrays.setAll(loads, i -> known + past[i + lag] - past[i]);
        return new EqualChances(loads);
    }
}
