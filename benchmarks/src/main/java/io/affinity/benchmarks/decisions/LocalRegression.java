// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.OverloadRule;
import java.time.Duration;

/**
 * A host is overloaded if the line through its last ten utilizations, times a safety parameter, reaches 1 by the time that its
 * largest VM could have left. Until ten are known the threshold is 0.7. Source: Beloglazov and Buyya 2012, section 5.1, whose
 * weights CloudSim 3.0.3 does not apply.
 *
 * @param bytesPerSecond at which a VM is migrated
 * @param step distance of two utilizations
 */
record LocalRegression(double safety, double bytesPerSecond, Duration step) implements OverloadRule {

    private static final int POINTS = 10;

    @Override
    public boolean isOverloaded(HostDemand host) {
        double[] past = CpuPast.of(host);
        if (past.length < POINTS) {
            return CpuPast.utilization(host) > AdaptiveThreshold.FALLBACK;
        }
        double[] oldestFirst = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            oldestFirst[i] = past[POINTS - 1 - i];
        }
        return safety * Line.through(oldestFirst).at(POINTS - 1 + stepsToLeave(host)) >= 1;
    }

    private double stepsToLeave(HostDemand host) {
        double largest = host.vms().stream()
                .mapToDouble(vm -> vm.vm().memoryBytes())
                .max()
                .orElse(0);
        return Math.ceil(largest / bytesPerSecond / step.toSeconds());
    }
}
