// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import org.jspecify.annotations.Nullable;

/** What the coming steps do to one host, resource by resource. */
final class HostStrain {

    private double peakProbability;
    private double shortfall;
    private double utilization;
    private double worst = -1;
    private int worstResource;
    private int worstStep;

    /**
     * Takes a resource in.
     *
     * @param load of the host, from an index on, step after step and within a step scenario after scenario
     * @param more demand to be added to it, or null for none
     */
    void add(float[] load, int from, float @Nullable [] more, double usable, int scenarios, int resource, int steps) {
        double all = 0;
        for (int t = 0; t < steps; t++) {
            int exceeded = 0;
            double demanded = 0;
            double excess = 0;
            for (int i = t * scenarios; i < (t + 1) * scenarios; i++) {
                double sum = more == null ? load[from + i] : load[from + i] + more[i];
                demanded += sum;
                excess += Math.max(0, sum - usable);
                exceeded += sum > usable ? 1 : 0;
            }
            all += demanded;
            peakProbability = Math.max(peakProbability, (double) exceeded / scenarios);
            shortfall = Math.max(shortfall, demanded > 0 ? excess / demanded : 0);
            // Above 1 by what is not served, else the mean share in use.
            double strain = excess > 0 ? 1 + excess / demanded : demanded / usable / scenarios;
            if (strain > worst) {
                worst = strain;
                worstResource = resource;
                worstStep = t;
            }
        }
        utilization = Math.max(utilization, all / usable / scenarios / steps);
    }

    RankedHost.Contention contention() {
        return new RankedHost.Contention(peakProbability, shortfall);
    }

    double utilization() {
        return utilization;
    }

    int worstResource() {
        return worstResource;
    }

    int worstStep() {
        return worstStep;
    }
}
