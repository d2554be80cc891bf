// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.OverloadRule;
import java.util.function.ToDoubleFunction;

/**
 * A host is overloaded above {@code 1 - safety x dispersion} of its utilization: the less steady it was, the more room is left.
 * Until twelve utilizations are known the threshold is 0.7. Source: Beloglazov and Buyya 2012, section 5.1.
 *
 * @param dispersion of utilizations, the newest first
 */
record AdaptiveThreshold(double safety, ToDoubleFunction<double[]> dispersion) implements OverloadRule {

    static final double FALLBACK = 0.7;

    private static final int LEAST = 12;

    @Override
    public boolean isOverloaded(HostDemand host) {
        double[] past = CpuPast.of(host);
        double threshold = past.length < LEAST ? FALLBACK : 1 - safety * dispersion.applyAsDouble(past);
        return CpuPast.utilization(host) > threshold;
    }
}
